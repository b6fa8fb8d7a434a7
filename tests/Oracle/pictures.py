"""Small pictures for tests/Runtime.Tests/Data/Images, each a line of Pictures.txt: name, file, width, height, channels, pixels.

python3 tests/Oracle/pictures.py > tests/Runtime.Tests/Data/Images/Pictures.txt
(Debian 12: python3-pil 9.4 with libjpeg-turbo 2.1.5, python3-numpy, libjpeg-turbo-progs for sampling factors and restart markers.)

JPEG pixels are those of Pillow. PNG files are put together here, so that every colour type, depth and interlacing occurs; Pillow must read
them to the same pixels. Where it departs from the PNG standard, the pixels are the standard's and the name begins with "standard-".
"""
import base64
import io
import struct
import subprocess
import tempfile
import zlib

import numpy
from PIL import Image

WIDTH, HEIGHT = 19, 13
y, x = numpy.mgrid[0:HEIGHT, 0:WIDTH]
noise = numpy.random.RandomState(1)
rgb = numpy.stack([12 * x + noise.randint(0, 25, x.shape), 255 - 17 * y - noise.randint(0, 40, x.shape), (x * y * 7) % 256], 2).astype(numpy.uint8)
picture = Image.fromarray(rgb)


def write(name, file, pixels):
    pixels = numpy.asarray(pixels, numpy.uint8)
    pixels = pixels if pixels.ndim == 3 else pixels[:, :, None]
    height, width, channels = pixels.shape
    print(name, base64.b64encode(file).decode(), width, height, channels, base64.b64encode(pixels.tobytes()).decode())


def saved(image, **options):
    stream = io.BytesIO()
    image.save(stream, "JPEG", **options)
    return stream.getvalue()


def jpeg(name, file):
    image = Image.open(io.BytesIO(file))
    write(name, file, image.convert("RGB") if image.mode == "CMYK" else image)


for progressive in (False, True):
    kind = "progressive" if progressive else "baseline"
    for subsampling, label in enumerate(("444", "422", "420")):
        jpeg(f"jpeg-{kind}-{label}", saved(picture, quality=85, progressive=progressive, subsampling=subsampling))
    jpeg(f"jpeg-{kind}-grey", saved(picture.convert("L"), quality=60, progressive=progressive))
    cmyk = saved(picture.convert("CMYK"), quality=85, progressive=progressive)
    jpeg(f"jpeg-{kind}-cmyk", cmyk)
    transform = cmyk.index(b"Adobe") + 11
    jpeg(f"jpeg-{kind}-ycck", cmyk[:transform] + b"\x02" + cmyk[transform + 1:])
jpeg("jpeg-optimized", saved(picture, quality=97, optimize=True))
jpeg("jpeg-coarse", saved(picture, quality=3))
jpeg("jpeg-one-pixel", saved(picture.crop((0, 0, 1, 1)), quality=85))
jpeg("jpeg-two-columns", saved(picture.crop((0, 0, 2, 5)), quality=85, subsampling=2))


def cjpeg(*options, scans=None):
    stream = io.BytesIO()
    picture.save(stream, "PPM")
    with tempfile.NamedTemporaryFile("w") as script:
        if scans:
            print(scans, file=script, flush=True)
            options += ("-scans", script.name)
        return subprocess.run(["cjpeg", *options], input=stream.getvalue(), capture_output=True, check=True).stdout


jpeg("jpeg-440", cjpeg("-sample", "1x2"))
jpeg("jpeg-411", cjpeg("-sample", "4x1"))
jpeg("jpeg-410", cjpeg("-sample", "4x2"))
jpeg("jpeg-small-luma", cjpeg("-sample", "1x1,2x2,2x2"))
jpeg("jpeg-rgb", cjpeg("-rgb"))
jpeg("jpeg-restart", cjpeg("-restart", "1B", "-sample", "2x2"))
jpeg("jpeg-restart-progressive", cjpeg("-restart", "2B", "-progressive", "-sample", "2x1"))
jpeg("jpeg-baseline-scans", cjpeg(scans="0; 1; 2;"))
jpeg("jpeg-low-frequencies", cjpeg(scans="0,1,2: 0-0, 0, 0; 0: 1-9, 0, 0; 1: 1-9, 0, 0; 2: 1-9, 0, 0;"))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def filtered(row, above, distance, kind):
    left = [0] * distance + row[:-distance]
    corner = [0] * distance + above[:-distance]

    def guess(a, b, c):
        if kind < 4:
            return (0, a, b, (a + b) // 2)[kind]
        distances = [abs(a + b - c - value) for value in (a, b, c)]
        return (a, b, c)[distances.index(min(distances))]

    return [kind] + [(value - guess(a, b, c)) & 255 for value, a, b, c in zip(row, left, above, corner)]


PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def png(name, samples, color, depth, interlaced, pixels, extra=b""):
    data = []
    rows = 0
    for first_x, first_y, step_x, step_y in PASSES if interlaced else ((0, 0, 1, 1),):
        part = samples[first_y::step_y, first_x::step_x]
        if part.size == 0:
            continue
        above = None
        for line in part:
            bits = "".join(format(int(value), f"0{depth}b") for value in line.reshape(-1))
            bits += "0" * (-len(bits) % 8)
            row = [int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)]
            data += filtered(row, above or [0] * len(row), max(samples.shape[2] * depth // 8, 1), rows % 5)
            above, rows = row, rows + 1
    compressed = zlib.compress(bytes(data), 9)
    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], depth, color, 0, 0, int(interlaced))
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"tEXt", b"Title\0test") + extra
    file += chunk(b"IDAT", compressed[:50]) + chunk(b"IDAT", compressed[50:]) + chunk(b"IEND", b"")
    image = Image.open(io.BytesIO(file))
    # Pillow drops the lower byte of sixteen bits, cuts a grey without opacity at 255, and compares a transparent grey only after scaling it.
    departs = depth == 16 or (depth == 4 and b"tRNS" in extra and color == 0)
    mode = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[pixels.shape[2]]
    same = (numpy.asarray(image.convert(mode)).reshape(pixels.shape) == pixels).all()
    assert same != departs, name
    write(f"standard-{name}" if departs else name, file, pixels)


def eight_bits(samples, depth):
    return numpy.round(samples * (255 / (2 ** depth - 1)))


alpha = ((x * 20 + y * 9) % 256)[:, :, None]
for interlaced in (False, True):
    suffix = "-interlaced" if interlaced else ""
    for depth in (1, 2, 4, 8, 16):
        grey = (rgb[:, :, :1].astype(int) * 257) >> (16 - depth)
        png(f"png-grey-{depth}{suffix}", grey, 0, depth, interlaced, eight_bits(grey, depth))
    for depth in (1, 2, 4, 8):
        palette = noise.randint(0, 256, (2 ** depth, 3))
        index = (x * 3 + y)[:, :, None] % 2 ** depth
        png(f"png-palette-{depth}{suffix}", index, 3, depth, interlaced, palette[index[:, :, 0]], chunk(b"PLTE", palette.astype(numpy.uint8).tobytes()))
    for depth in (8, 16):
        color = (rgb.astype(int) * 257 + (alpha if depth == 16 else 0)) % 65536 >> (16 - depth)
        opacity = (alpha * 257) >> (16 - depth)
        for kind, samples in ((2, color), (4, numpy.concatenate([color[:, :, :1], opacity], 2)), (6, numpy.concatenate([color, opacity], 2))):
            png(f"png-type{kind}-{depth}{suffix}", samples, kind, depth, interlaced, eight_bits(samples, depth))
half = numpy.array([255, 0, 99, 7], numpy.uint8)
palette = noise.randint(0, 256, (6, 3))
index = (x + y)[:, :, None] % 6
opacities = numpy.concatenate([half, [255, 255]])
png("png-palette-opacity", index, 3, 4, False, numpy.concatenate([palette, opacities[:, None]], 1)[index[:, :, 0]],
    chunk(b"PLTE", palette.astype(numpy.uint8).tobytes()) + chunk(b"tRNS", half.tobytes()))
grey = rgb[:, :, :1] >> 4
png("png-grey-transparent", grey, 0, 4, False, numpy.concatenate([eight_bits(grey, 4), numpy.where(grey == 5, 0, 255)], 2), chunk(b"tRNS", b"\0\5"))
chosen = rgb[3, 4]
png("png-rgb-transparent", rgb, 2, 8, False, numpy.concatenate([rgb, numpy.where((rgb == chosen).all(2, keepdims=True), 0, 255)], 2),
    chunk(b"tRNS", b"".join(struct.pack(">H", int(value)) for value in chosen)))

for width, height in ((7, 30), (40, 5), (19, 6), (8, 13)):
    for method, label in ((Image.NEAREST, "Nearest"), (Image.BILINEAR, "Bilinear")):
        write(f"resized-{label}-{width}x{height}", b"", picture.resize((width, height), method))
write("source", b"", rgb)
write("luma", b"", picture.convert("L"))

# Some pixels can hardly be seen, those to the right not at all.
opacity = numpy.where(x > 13, 0, (x * 20 + y * 9) % 256).astype(numpy.uint8)
for mode, colors in (("LA", rgb[:, :, :1]), ("RGBA", rgb)):
    pixels = numpy.concatenate([colors, opacity[:, :, None]], 2)
    write(f"source-{mode}", b"", pixels)
    for width, height in ((7, 30), (40, 5)):
        for method, label in ((Image.NEAREST, "Nearest"), (Image.BILINEAR, "Bilinear")):
            write(f"resized-{mode}-{label}-{width}x{height}", b"", Image.fromarray(pixels, mode).resize((width, height), method))
