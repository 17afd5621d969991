"""Runs inside Krita, by kritarunner: tells what it sees of a file, as JSON."""

import base64
import json

from krita import Krita


def main(arguments):
    source, target = arguments
    document = Krita.instance().openDocument(source)
    document.waitForDone()
    size = document.width(), document.height()
    told = {
        "size": size,
        "layers": [_told(node, size) for node in document.rootNode().childNodes()],
        "merged": _text(_straight(bytes(document.pixelData(0, 0, *size)))),
    }
    with open(target, "w") as file:
        json.dump(told, file)


def _told(node, size):
    bounds = node.bounds()
    children = node.childNodes()
    masks = [each for each in children if each.type() == "transparencymask"]
    return {
        "name": node.name(),
        "place": [bounds.x(), bounds.y(), bounds.width(), bounds.height()],
        "visible": node.visible(),
        "opacity": node.opacity() / 255,
        "blend": node.blendingMode(),
        "mask": _text(bytes(masks[0].pixelData(0, 0, *size))) if masks else None,
        "children": [_told(each, size) for each in children if each not in masks]
        if node.type() == "grouplayer"
        else None,
    }


def _straight(pixels):
    """RGBA of Krita's BGRA."""
    swapped = bytearray(pixels)
    swapped[0::4], swapped[2::4] = pixels[2::4], pixels[0::4]
    return bytes(swapped)


def _text(content):
    return base64.b64encode(content).decode()
