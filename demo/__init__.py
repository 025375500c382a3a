"""The fictional cooperative Mavi İmece: its makers, goods and people. Nothing here is real."""
