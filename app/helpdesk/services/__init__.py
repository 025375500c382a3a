"""Writing about requests: taking them in, answering them, moving them on."""
