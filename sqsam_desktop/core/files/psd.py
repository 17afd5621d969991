"""Layers as the bytes of a PSD file, one plane at a time.

Built from the records of psd-tools: its editing interface would render the merged picture anew in
floating point, which takes four times the memory.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
from psd_tools.constants import BlendMode, ChannelID, Compression, Resource, SectionDivider, Tag
from psd_tools.psd import PSD, LayerInfo
from psd_tools.psd.header import FileHeader
from psd_tools.psd.image_data import ImageData
from psd_tools.psd.image_resources import ImageResource, ImageResources
from psd_tools.psd.layer_and_mask import (
    ChannelData,
    ChannelDataList,
    ChannelInfo,
    LayerAndMaskInformation,
    LayerFlags,
    LayerRecord,
    MaskData,
    MaskFlags,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqsam_desktop.core.files.images import U8
    from sqsam_desktop.core.files.interchange import Layer

_BLENDS = {
    "normal": BlendMode.NORMAL,
    "multiply": BlendMode.MULTIPLY,
    "screen": BlendMode.SCREEN,
    "overlay": BlendMode.OVERLAY,
    "darken": BlendMode.DARKEN,
    "lighten": BlendMode.LIGHTEN,
}
_COLOURS = (ChannelID.CHANNEL_0, ChannelID.CHANNEL_1, ChannelID.CHANNEL_2)


def encoded(
    layers: Sequence[Layer], merged: U8, profile: bytes | None, exif: bytes | None
) -> bytes:
    """Encode a PSD file.

    Args:
        layers: From the bottom.
        merged: What they look like together: H x W x 4 uint8, RGB and straight alpha.
        profile: ICC profile of all pixels; None means sRGB.
        exif: Bytes that start with the TIFF header.
    """
    height, width = merged.shape[:2]
    header = FileHeader(width=width, height=height, channels=4)
    records = [each for layer in layers for each in _records(layer)]
    info = LayerInfo(-len(records))  # negative: the merged picture's fourth channel is its alpha
    for record, channels in records:
        info.layer_records.append(record)
        info.channel_image_data.append(channels)
    document = PSD(
        header=header,
        image_resources=_resources(profile, exif),
        layer_and_mask_information=LayerAndMaskInformation(info),
        image_data=_merged(merged, header),
    )
    buffer = BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def _records(layer: Layer) -> list[tuple[LayerRecord, ChannelDataList]]:
    """A layer's record; a group's last, after those in it and a mark of where it begins."""
    if layer.children is None:
        return [_record_and_channels(layer)]
    within = [each for child in layer.children for each in _records(child)]
    mark = replace(layer, name="</Layer group>", opacity=1.0, blend="normal", children=None)
    begin, end = _record_and_channels(mark), _record_and_channels(layer)
    key, kind = Tag.SECTION_DIVIDER_SETTING, SectionDivider
    begin[0].tagged_blocks.set_data(key, kind.BOUNDING_SECTION_DIVIDER)
    blend = BlendMode.PASS_THROUGH if layer.blend == "normal" else _BLENDS[layer.blend]
    # In both places: programs differ in which of them they read.
    end[0].blend_mode = blend
    end[0].tagged_blocks.set_data(key, kind.OPEN_FOLDER, b"8BIM", blend)
    return [begin, *within, end]


def _record_and_channels(layer: Layer) -> tuple[LayerRecord, ChannelDataList]:
    height, width = layer.pixels.shape[:2]
    pixels = layer.pixels
    opaque = np.full((height, width), 255, np.uint8)
    planes = {ChannelID.TRANSPARENCY_MASK: pixels[:, :, 3] if pixels.shape[2] == 4 else opaque}
    planes |= {colour: pixels[:, :, number] for number, colour in enumerate(_COLOURS)}
    if layer.mask is not None:
        planes[ChannelID.USER_LAYER_MASK] = layer.mask
    right, bottom = layer.left + width, layer.top + height
    record = LayerRecord(
        layer.top,
        layer.left,
        bottom,
        right,
        channel_info=[ChannelInfo(each) for each in planes],
        blend_mode=_BLENDS[layer.blend],
        opacity=round(255 * layer.opacity),
        flags=LayerFlags(visible=layer.visible),
        # For programs that do not read the block below.
        name=layer.name.encode("ascii", "replace").decode(),
    )
    record.tagged_blocks.set_data(Tag.UNICODE_LAYER_NAME, layer.name)
    if layer.mask is not None:
        record.mask_data = MaskData(layer.top, layer.left, bottom, right, flags=MaskFlags())
    channels = ChannelDataList()
    for plane in planes.values():
        channels.append(_packed(plane))
    return record, channels


def _packed(plane: U8) -> ChannelData:
    height, width = plane.shape
    data = ChannelData(Compression.RLE)
    data.set_data(plane.tobytes(), width, height, 8)
    return data


def _merged(pixels: U8, header: FileHeader) -> ImageData:
    """Blended with white, as the format has it where there is transparency."""
    alpha = np.ascontiguousarray(pixels[:, :, 3])
    planes = []
    for number in range(3):
        lacking = cv2.multiply(255 - pixels[:, :, number], alpha, scale=1 / 255)
        planes.append((255 - lacking).tobytes())
    data = ImageData(Compression.RLE)
    data.set_data([*planes, alpha.tobytes()], header)
    return data


def _resources(profile: bytes | None, exif: bytes | None) -> ImageResources:
    resources = ImageResources.new()
    for key, content in ((Resource.ICC_PROFILE, profile), (Resource.EXIF_DATA_1, exif)):
        if content is not None:
            resources[key] = ImageResource(key=key, data=content)
    return resources
