"""Runs inside GIMP 3, as a batch: tells what it sees of a file, as JSON."""

import base64
import json

from gi.repository import Gegl, Gimp, Gio


def main(source, target):
    image = Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(source))
    size = image.get_width(), image.get_height()
    told = {
        "size": size,
        "layers": [_told(layer, size) for layer in reversed(image.get_layers())],
    }
    flat = image.merge_visible_layers(Gimp.MergeType.CLIP_TO_IMAGE)
    flat.resize_to_image_size()
    told["merged"] = _text(_pixels(flat, (0, 0, *size), "R'G'B'A u8"))
    with open(target, "w") as file:
        json.dump(told, file)


def _told(layer, size):
    _, left, top = layer.get_offsets()
    mask = layer.get_mask()
    return {
        "name": layer.get_name(),
        "place": [left, top, layer.get_width(), layer.get_height()],
        "visible": layer.get_visible(),
        "opacity": layer.get_opacity() / 100,
        "blend": layer.get_mode().value_nick,
        "mask": None if mask is None else _text(_pixels(mask, (-left, -top, *size), "Y u8")),
        "children": [_told(each, size) for each in reversed(layer.get_children())]
        if layer.is_group()
        else None,
    }


def _pixels(drawable, place, form):
    area = Gegl.Rectangle.new(*place)
    return drawable.get_buffer().get(area, 1.0, form, Gegl.AbyssPolicy.NONE)


def _text(content):
    return base64.b64encode(content).decode()


main(source, target)  # noqa: F821 - whoever runs this has set them
