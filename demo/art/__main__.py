"""Draw every picture of the demo shop: `python demo/art [slug …]`.

Needs resvg-py, Pillow and the fonts Noto Serif and Roboto; without fonts labels would stay empty,
so it stops with a sentence. The same slug always gives the same picture.
"""

import io
import sys
from multiprocessing import Pool
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import more  # noqa: E402, F401
import resvg_py  # noqa: E402
import sold  # noqa: E402, F401
from catalog import P, build  # noqa: E402
from PIL import Image, ImageChops  # noqa: E402

OUT = HERE.parent / "pictures"
FONTS = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/roboto"]


def picture(svg: str) -> Image.Image:
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, font_dirs=FONTS, serif_family="Noto Serif", sans_serif_family="Roboto"
    )
    image = Image.open(io.BytesIO(bytes(drawn))).convert("RGB")
    noise = Image.effect_noise(image.size, 22).convert("RGB")
    return Image.blend(image, ImageChops.soft_light(image, noise), 0.5)


def draw(slug: str) -> None:
    picture(build(slug)).save(OUT / f"{slug}.jpg", quality=80, optimize=True)


def main() -> None:
    if not all(any(Path(folder).glob("**/*.ttf")) for folder in FONTS):
        sys.exit("Install the fonts Noto and Roboto first: labels would stay empty.")
    OUT.mkdir(exist_ok=True)
    with Pool(2) as pool:
        pool.map(draw, sys.argv[1:] or list(P))


if __name__ == "__main__":
    main()
