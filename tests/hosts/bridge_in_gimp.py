"""Runs inside GIMP 3, as a batch: works with our plug-in, and tells what it sees."""

import base64
import json
import time
from pathlib import Path

from gi.repository import Gegl, Gimp, Gio

FOLDER = Path(folder)  # noqa: F821 - set by whoever runs this
_PATIENCE = 60


def tell(name, **fields):
    path = FOLDER / f"{name}.part"
    path.write_text(json.dumps(fields))
    path.rename(FOLDER / f"{name}.json")


def wait_for(name):
    end = time.monotonic() + _PATIENCE
    while not (FOLDER / f"{name}.go").exists():
        assert time.monotonic() < end, name
        time.sleep(0.02)


def text(data):
    return base64.b64encode(bytes(data)).decode()


def opened():
    return Gimp.file_load(Gimp.RunMode.NONINTERACTIVE, Gio.File.new_for_path(f"{FOLDER}/photo.png"))


def run(name, image, layer=None, **fields):
    """Run a procedure; what it complains of, and the seconds it took."""
    procedure = Gimp.get_pdb().lookup_procedure(name)
    config = procedure.create_config()
    config.set_property("run-mode", Gimp.RunMode.NONINTERACTIVE)
    config.set_property("image", image)
    config.set_core_object_array("drawables", [layer or image.get_layers()[0]])
    for field, value in fields.items():
        config.set_property(field, value)
    began = time.monotonic()
    result = procedure.run(config)
    seconds = time.monotonic() - began
    failed = result.index(0) != Gimp.PDBStatusType.SUCCESS
    return {"error": Gimp.get_pdb().get_last_error() if failed else "", "seconds": seconds}


def pixels(drawable, form, width, height):
    area = Gegl.Rectangle.new(0, 0, width, height)
    return text(drawable.get_buffer().get(area, 1.0, form, Gegl.AbyssPolicy.NONE))


def selected(image):
    return pixels(image.get_selection(), "Y u8", image.get_width(), image.get_height())


def the_subject():
    image = opened()
    tell("subject", **run("sqsam-select-subject", image), mask=selected(image))
    tell("refined", **run("sqsam-refine-selection", image), mask=selected(image))
    tell("no-path", **run("sqsam-select-path", image))
    Gimp.Selection.none(image)
    tell("nothing-selected", **run("sqsam-select-region", image))
    image.delete()


def operations():
    image = opened()
    width, height = image.get_width(), image.get_height()
    for word in ("add", "subtract", "intersect"):
        image.select_rectangle(Gimp.ChannelOps.REPLACE, 0, 0, width // 2, height)
        done = run("sqsam-select-subject", image, operation=word)
        tell(f"operation-{word}", **done, mask=selected(image))
    image.select_rectangle(Gimp.ChannelOps.REPLACE, width // 4, height // 8, width // 2, height)
    for word in ("region", "stroke"):
        tell(f"rough-{word}", **run(f"sqsam-select-{word}", image), mask=selected(image))
    path = Gimp.Path.new(image, "points")
    image.insert_path(path, None, 0)
    place = (0.3 * width, 0.8 * height)
    path.stroke_new_from_points(Gimp.PathStrokeType.BEZIER, [*place, *place, *place], False)
    image.set_selected_paths([path])
    tell("path", **run("sqsam-select-path", image), mask=selected(image), place=place)
    image.delete()


def an_editor():
    image = opened()
    (layer,) = image.get_layers()
    layer.set_offsets(30, 20)
    image.resize(layer.get_width() + 60, layer.get_height() + 40, 0, 0)
    done = run("sqsam-edit", image)
    size = layer.get_width(), layer.get_height()
    area = Gegl.Rectangle.new(30, 20, *size)
    none = Gegl.AbyssPolicy.NONE
    mask = text(image.get_selection().get_buffer().get(area, 1.0, "Y u8", none))
    layers = [
        {
            "place": each.get_offsets()[1:],
            "size": (each.get_height(), each.get_width()),
            "pixels": pixels(each, "R'G'B'A u8", each.get_width(), each.get_height()),
        }
        for each in image.get_layers()
    ]
    tell("edited", **done, mask=mask, layers=layers)
    image.delete()


def masks():
    image = opened()
    width, height = image.get_width(), image.get_height()
    (layer,) = image.get_layers()
    done = run("sqsam-mask-subject", image)
    mask = pixels(layer.get_mask(), "Y u8", width, height)
    flat = image.duplicate().merge_visible_layers(Gimp.MergeType.CLIP_TO_IMAGE)
    tell("mask", **done, mask=mask, merged=pixels(flat, "R'G'B'A u8", width, height))
    image.delete()
    image = opened()
    done = run("sqsam-remove-background", image)
    (layer,) = image.get_layers()
    has_mask = layer.get_mask() is not None
    cut = pixels(layer, "R'G'B'A u8", width, height)
    tell("cut", **done, merged=cut, has_mask=has_mask)
    image.delete()


def other_images():
    for name, change in (
        ("u16", lambda image: image.convert_precision(Gimp.Precision.U16_NON_LINEAR)),
        ("float", lambda image: image.convert_precision(Gimp.Precision.FLOAT_LINEAR)),
        ("grey", lambda image: image.convert_grayscale()),
        (
            "indexed",
            lambda image: image.convert_indexed(
                Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 256, False, False, ""
            ),
        ),
    ):
        image = opened()
        change(image)
        tell(name, **run("sqsam-select-subject", image), mask=selected(image))
        image.delete()


def an_offset_layer():
    image = opened()
    (layer,) = image.get_layers()
    layer.set_offsets(70, -40)
    done = run("sqsam-select-subject", image)
    selection = selected(image)
    masked = run("sqsam-mask-subject", image)
    mask = pixels(layer.get_mask(), "Y u8", layer.get_width(), layer.get_height())
    tell("offset", **done, mask=selection, masked=masked["error"], layer_mask=mask)
    group = Gimp.GroupLayer.new(image, "group")
    image.insert_layer(group, None, 0)
    image.reorder_item(layer, group, 0)
    tell("group", **run("sqsam-select-subject", image, group), mask=selected(image))
    image.delete()


def undo():
    image = opened()
    Gimp.Display.new(image)
    before = selected(image)
    done = run("sqsam-select-subject", image)
    Gimp.displays_flush()
    after = selected(image)
    tell("undo", **done, changed=after != before)
    end = time.monotonic() + _PATIENCE
    while selected(image) == after and time.monotonic() < end:
        time.sleep(0.05)
    tell("undone", same=selected(image) == before)


def a_dying_engine():
    image = opened()
    tell("engine")
    wait_for("engine")
    tell("killed", **run("sqsam-select-subject", image))
    wait_for("again")
    tell("again", **run("sqsam-select-subject", image), mask=selected(image))


def bench():
    image = opened()
    for number in range(6):
        tell(f"bench{number}", **run("sqsam-select-subject", image))
        Gimp.Selection.none(image)
    image.delete()


if steps is None:  # noqa: F821 - as `folder`
    the_subject()
    an_editor()
    operations()
    masks()
    other_images()
    an_offset_layer()
    a_dying_engine()
    undo()
    wait_for("quit")
else:
    bench()
