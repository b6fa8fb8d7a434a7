"""A picture like a photograph as files of several kinds, each a line of Photographs.txt: name, file, size, SHA-256 of the pixels.

/usr/bin/python3 tests/Oracle/photographs.py > tests/Runtime.Tests/Data/Images/Photographs.txt
(Debian 12: python3-pil 9.4 with libjpeg-turbo 2.1.5, python3-numpy, libjpeg-turbo-progs for restart markers.)

Made here, so that it is nobody's: a sun over hills behind a fence, with the grain of a sensor and edges that fade towards the corners. Pixels are
those of Pillow.
"""
import base64
import hashlib
import io
import subprocess

import numpy
from PIL import Image

WIDTH, HEIGHT = 161, 107
y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH].astype(float)
random = numpy.random.RandomState(7)

sky = numpy.stack([90 + 0.9 * y, 130 + 0.7 * y, 215 - 0.3 * y], 2)
glow = numpy.exp(-((x - 112) ** 2 + (y - 34) ** 2) / 260)[:, :, None] * (255, 225, 120)
scene = sky + glow
for level, height, color in ((58, 9, (96, 122, 92)), (70, 13, (66, 98, 50)), (84, 6, (44, 70, 30))):
    ridge = level + height * numpy.sin(x / (5 + height)) + 3 * numpy.sin(x / 3.1 + level)
    grass = 14 * numpy.sin(x * 1.7 + y * 0.9)[:, :, None] * (1, 1.2, 0.5)
    scene = numpy.where((y > ridge)[:, :, None], numpy.array(color) + grass + 0.4 * (y - ridge)[:, :, None], scene)
fence = (x % 23 < 3) & (y > 66 + 2 * (x % 7 > 3)) | (numpy.abs(y - 80 - 0.04 * x) < 1.5)
scene = numpy.where(fence[:, :, None], (72, 54, 40), scene)
fading = 1 - 0.35 * (((x - WIDTH / 2) / WIDTH) ** 2 + ((y - HEIGHT / 2) / HEIGHT) ** 2)[:, :, None] * 2
photograph = Image.fromarray(numpy.clip(scene * fading + random.normal(0, 3, scene.shape), 0, 255).astype(numpy.uint8))


def write(name, file):
    image = Image.open(io.BytesIO(file))
    kind = {"L": "grey", "RGB": "RGB"}[image.mode]
    print(name, base64.b64encode(file).decode(), f"{image.width}×{image.height} {kind}", hashlib.sha256(image.tobytes()).hexdigest().upper(), sep=";")


def saved(image, form, **options):
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


write("png", saved(photograph, "PNG"))
write("baseline", saved(photograph, "JPEG", quality=90, subsampling=2))
write("progressive", saved(photograph, "JPEG", quality=90, subsampling=2, progressive=True))
write("sharp", saved(photograph, "JPEG", quality=97, subsampling=0, optimize=True))
write("coarse", saved(photograph, "JPEG", quality=30, subsampling=1, progressive=True))
write("grey", saved(photograph.convert("L"), "JPEG", quality=75))
write("restarts", subprocess.run(["cjpeg", "-quality", "80", "-restart", "1"], input=saved(photograph, "PPM"), capture_output=True, check=True).stdout)
