"""Pictures of what is neither jar nor cloth: a board, a lamp, a box, a notebook, a day at sea."""

from catalog import KELP, RED, SEA, p
from kinds import basket, board, bottle, crumbs, fig, jar, lemon, loaf
from kit import dk, lt
from scenes import boat, gull, ridge, sea, sky


@p('tahta-isimli', 'linen', horizon=330)
def _(a):
    board(a, 110, 400, 580, 430, '#b07a48')
    a.add(a.text('Elif', 402, 660, 150, '#fbe9c8', 600, italic=True))
    a.add(a.text('Elif', 400, 656, 150, '#5a3618', 600, italic=True))
    loaf(a, 210, 470, 120, 64, -18)
    crumbs(a, 330, 800, 120, '#d9a45e', 14, 6)
    a.add(a.sprig(640, 880, 170, -150, '#6f8f5c', 8, 40))


@p('sepet-takim', 'sage', 'wood')
def _(a):
    basket(a, 300, 820, 200, 250, '#c8965a', '#8a5a2f', False, .84)
    basket(a, 540, 870, 165, 180, '#d9ad6c', '#8a5a2f', False, .84)
    basket(a, 330, 910, 120, 110, '#b9854a', '#6e4a2a', False, .84)


@p('koli-mevsim', 'apricot')
def _(a):
    jar(a, 270, 720, .74, '#e8952a', 'chunks', 'Kayısı', '', '', RED, 'cloth', '#b5452f')
    bottle(a, 410, 720, .72, '#a8a23a', 'Yağ', '', '', KELP)
    jar(a, 545, 720, .7, '#7a3f12', 'honey', 'Bal', '', '', SEA, 'metal', '#d8b45c')
    for i in range(4):
        y = 640 + i * 58
        a.add(f'<rect x="130" y="{y}" width="540" height="50" rx="6" fill="{a.lin([(0, lt("#c79a6b", .25), 1), (1, dk("#c79a6b", .2), 1)])}"/>')
        a.add(f'<path d="M140 {y + 16}q250 8 520 -2M140 {y + 34}q240 -6 520 3" stroke="#8a5f38" stroke-width="1.6" fill="none" opacity=".35"/>')
    for x in (130, 632):
        a.add(f'<rect x="{x}" y="630" width="38" height="252" rx="5" fill="{a.lin([(0, "#b98a5e", 1), (1, "#8d6540", 1)], 0, 0, 1, 0)}"/>')
    fig(a, 600, 930, 46)
    lemon(a, 190, 930, 56)


@p('defter-tarif', 'mist')
def _(a):
    a.ground_shadow(410, 880, 250, 40, .4, 10)
    a.add(f'<path d="M220 330L600 300L640 860L250 890Z" fill="{dk("#0f4c75", .35)}"/>')
    a.add('<path d="M236 344L612 314L648 846L262 876Z" fill="#f7f0e0"/>')
    a.add(f'<path d="M206 326L588 296L622 850L234 880Z" fill="{a.lin([(0, lt("#0f4c75", .14), 1), (1, "#0f4c75", 1)], 0, 0, 1, 1)}"/>')
    a.add(f'<path d="M206 326L248 323L278 876L234 880Z" fill="{dk("#0f4c75", .3)}"/>')
    a.add('<path d="M318 432L534 415L542 540L326 557Z" fill="#fbf6ea"/>')
    a.add('<path d="M350 478q40 -30 80 -3t80 -6" stroke="#0f4c75" stroke-width="7" fill="none" stroke-linecap="round"/>')
    a.add('<path d="M352 516q40 -30 80 -3t80 -6" stroke="#f5b041" stroke-width="7" fill="none" stroke-linecap="round"/>')
    a.add(a.sprig(430, 800, 170, -110, '#a9c48f', 8, 40))
    lemon(a, 690, 900, 54)


@p('tekne-turu', 'dusk')
def _(a):
    sky(a, 470, '#a5cbdc', '#f7e9d0', 600, 400)
    ridge(a, 440, 80, '#9fc0cd', 5, bottom=480)
    ridge(a, 466, 50, '#7ba5b4', 9, bottom=480)
    sea(a, 476, '#dfe5d9', '#5c9fb8', '#134d74', 600, 220)
    boat(a, 150, 700, 500, '#f6f1e6', '#1f6f98', True, 3)
    for x, y, r in ((140, 840, 15), (240, 890, 17), (660, 850, 14)):
        a.add(a.ball(x, y, r, '#e8a13a'))
    for x, y, s in ((160, 260, 26), (260, 220, 18), (560, 240, 20)):
        gull(a, x, y, s)


@p('lamba-orgu', 'sand', horizon=900)
def _(a):
    a.add('<path d="M400 60V360" stroke="#3a2c20" stroke-width="7"/>')
    a.add(f'<circle cx="400" cy="590" r="300" fill="{a.rad([(0, "#fff3c9", .85), (1, "#fff3c9", 0)])}"/>')
    a.add('<g transform="rotate(180 400 500)">')
    basket(a, 400, 640, 210, 270, '#d9ad6c', '#8a5a2f', False, .62)
    a.add('</g>')
    a.add(f'<ellipse cx="400" cy="640" rx="150" ry="22" fill="{a.rad([(0, "#fffbe6", 1), (1, "#f6d98a", .2)])}"/>')


@p('atolye', 'clay', 'wood')
def _(a):
    basket(a, 330, 860, 210, 150, '#c8965a', '#8a5a2f', False, .84, 6)
    for i in range(9):
        x = 170 + i * 40
        a.add(f'<path d="M{x} 720C{x - 10} 600 {x + (i - 4) * 16} 520 {x + (i - 4) * 26} 400" stroke="#b98a4e" stroke-width="7" fill="none" stroke-linecap="round"/>')
    a.add('<path d="M560 900q60 -40 130 0t80 -10" stroke="#c8965a" stroke-width="9" fill="none" stroke-linecap="round"/>')
