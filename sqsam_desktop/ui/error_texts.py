"""Errors and notices in the user's language. What is below the window words them in English only.

A table of templates turns a finished sentence back into its template and what was filled in: so
whoever raises an error needs to know no languages, and one that is missing here stays English.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from sqsam_desktop.errors import SqsamError

_FIELD = re.compile(r"\\{(\w+)\\}")

_TEMPLATES = (
    QT_TRANSLATE_NOOP("errors", "A {kind} annotation is a {suffix} file, and {name} is none."),
    QT_TRANSLATE_NOOP(
        "errors",
        "A {kind} file has at most {most} pixels a side, and these are {width} x {height}.",
    ),
    QT_TRANSLATE_NOOP("errors", "A prompt holds a number that is not finite."),
    QT_TRANSLATE_NOOP("errors", "A stored mask is damaged or of another picture."),
    QT_TRANSLATE_NOOP("errors", "A stored mask is damaged."),
    QT_TRANSLATE_NOOP("errors", "All that is outlined was painted."),
    QT_TRANSLATE_NOOP("errors", "Annotations belong to a photo that is a file."),
    QT_TRANSLATE_NOOP("errors", "No photo is set."),
    QT_TRANSLATE_NOOP("errors", "Nothing can be seen of these layers."),
    QT_TRANSLATE_NOOP("errors", "Nothing is outlined to take away from."),
    QT_TRANSLATE_NOOP("errors", "Solving hair needs one more package."),
    QT_TRANSLATE_NOOP("errors", "Something unexpected went wrong."),
    QT_TRANSLATE_NOOP("errors", "The 16-bit pixels of {name} cannot be read."),
    QT_TRANSLATE_NOOP("errors", "The PNG file could not be made."),
    QT_TRANSLATE_NOOP("errors", "The box has no area on the photo."),
    QT_TRANSLATE_NOOP(
        "errors", "The click {where} lies outside the photo ({width} x {height} pixels)."
    ),
    QT_TRANSLATE_NOOP("errors", "The folder {folder} cannot be made."),
    QT_TRANSLATE_NOOP("errors", "The lasso has no area on the photo."),
    QT_TRANSLATE_NOOP("errors", "The list of models is damaged."),
    QT_TRANSLATE_NOOP("errors", "The mask to start from is not of the photo's size."),
    QT_TRANSLATE_NOOP("errors", "The mask {name} has {size} pixels, the photo {expected}."),
    QT_TRANSLATE_NOOP("errors", "The model {name} is damaged or not one of ours."),
    QT_TRANSLATE_NOOP("errors", "The model {name} is damaged."),
    QT_TRANSLATE_NOOP("errors", "The model {name} is missing."),
    QT_TRANSLATE_NOOP("errors", "The name {name} should end in {endings} or {last}."),
    QT_TRANSLATE_NOOP("errors", "The package holds no model."),
    QT_TRANSLATE_NOOP("errors", "The photo must be an H x W x 3 array of bytes."),
    QT_TRANSLATE_NOOP("errors", "The pixels of this {format} file are numbers of 32 bits."),
    QT_TRANSLATE_NOOP("errors", "The stored prompt cannot be read."),
    QT_TRANSLATE_NOOP("errors", "The stroke is empty."),
    QT_TRANSLATE_NOOP("errors", "The stroke lies outside the photo ({width} x {height} pixels)."),
    QT_TRANSLATE_NOOP("errors", "The {kind} file could not be made."),
    QT_TRANSLATE_NOOP("errors", "There is no edge to solve."),
    QT_TRANSLATE_NOOP("errors", "There is no file {path}."),
    QT_TRANSLATE_NOOP("errors", "There is no other subject."),
    QT_TRANSLATE_NOOP("errors", "There is nothing to annotate."),
    QT_TRANSLATE_NOOP("errors", "There is nothing to be seen."),
    QT_TRANSLATE_NOOP("errors", "There is nothing to cut out."),
    QT_TRANSLATE_NOOP("errors", "There is only one candidate."),
    QT_TRANSLATE_NOOP("errors", "This project was made by a newer version of this program."),
    QT_TRANSLATE_NOOP("errors", "Unsaved work cannot be kept against a crash."),
    QT_TRANSLATE_NOOP("errors", "What was kept of this document is damaged."),
    QT_TRANSLATE_NOOP("errors", "{name} cannot be opened: {reason}."),
    QT_TRANSLATE_NOOP("errors", "{name} cannot hold effects."),
    QT_TRANSLATE_NOOP("errors", "{name} claims more than {limit} megapixels."),
    QT_TRANSLATE_NOOP("errors", "{name} does not fit into memory."),
    QT_TRANSLATE_NOOP("errors", "{name} is a HEIC picture, which needs one more package."),
    QT_TRANSLATE_NOOP("errors", "{name} is damaged or cut short."),
    QT_TRANSLATE_NOOP("errors", "{name} is damaged or is not a project."),
    QT_TRANSLATE_NOOP("errors", "{name} is empty."),
    QT_TRANSLATE_NOOP("errors", "{name} is not a picture that can be read."),
    QT_TRANSLATE_NOOP("errors", "{name} is not the name of a PNG file."),
    QT_TRANSLATE_NOOP("errors", "{name} may not be read."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be written: {reason}."),
    QT_TRANSLATE_NOOP("errors", "{path} is a folder, not a picture."),
    QT_TRANSLATE_NOOP("errors", "{path} is not a file."),
    QT_TRANSLATE_NOOP("errors", "{size} pixels are more than {limit} megapixels."),
    QT_TRANSLATE_NOOP("errors", "it is a folder"),
    QT_TRANSLATE_NOOP("errors", "it is write-protected"),
    QT_TRANSLATE_NOOP("errors", "it is damaged"),
    QT_TRANSLATE_NOOP("errors", "no space left on device"),
    QT_TRANSLATE_NOOP("errors", "permission denied"),
    QT_TRANSLATE_NOOP("errors", "the disk refused"),
    QT_TRANSLATE_NOOP("errors", "there is no folder {folder}"),
    QT_TRANSLATE_NOOP("errors", "Check its permissions."),
    QT_TRANSLATE_NOOP("errors", "Choose PNG or TIFF."),
    QT_TRANSLATE_NOOP("errors", "Choose a format without layers."),
    QT_TRANSLATE_NOOP("errors", "Choose a smaller size."),
    QT_TRANSLATE_NOOP("errors", "Choose another place."),
    QT_TRANSLATE_NOOP("errors", "Click a thing first."),
    QT_TRANSLATE_NOOP("errors", "Click a thing."),
    QT_TRANSLATE_NOOP("errors", "Click on the photo."),
    QT_TRANSLATE_NOOP("errors", "Draw it again."),
    QT_TRANSLATE_NOOP("errors", "Draw it around the object."),
    QT_TRANSLATE_NOOP("errors", "Draw on the photo."),
    QT_TRANSLATE_NOOP("errors", "Draw over the object."),
    QT_TRANSLATE_NOOP("errors", "End it in .png."),
    QT_TRANSLATE_NOOP("errors", "Install it with: {command}"),
    QT_TRANSLATE_NOOP("errors", "Install the newest version to open it."),
    QT_TRANSLATE_NOOP("errors", "Install the program again."),
    QT_TRANSLATE_NOOP("errors", "Call set_image first."),
    QT_TRANSLATE_NOOP("errors", "Nothing is lost. The details are in {file}."),
    QT_TRANSLATE_NOOP("errors", "Open the photo instead."),
    QT_TRANSLATE_NOOP("errors", "Outline something first."),
    QT_TRANSLATE_NOOP("errors", "Save it as JPEG, PNG or TIFF first."),
    QT_TRANSLATE_NOOP("errors", "Save it first."),
    QT_TRANSLATE_NOOP("errors", "Save it with 8 or 16 bits a channel first."),
    QT_TRANSLATE_NOOP(
        "errors", "Save your work yourself, and look whether there is room on the disk."
    ),
    QT_TRANSLATE_NOOP("errors", "Show them first."),
    QT_TRANSLATE_NOOP("errors", "Use the eraser."),
    QT_TRANSLATE_NOOP("errors", "A plug-in may hold {count} files at most."),
    QT_TRANSLATE_NOOP("errors", "A plug-in may hold {count} MB at most."),
    QT_TRANSLATE_NOOP("errors", "Its folder {folder} is that of the plug-in {other}."),
    QT_TRANSLATE_NOOP("errors", "The helper process for plug-ins does not start."),
    QT_TRANSLATE_NOOP("errors", "The zip holds a file outside of itself, '{name}'."),
    QT_TRANSLATE_NOOP("errors", "There is a plug-in '{name}' that is not in your folder."),
    QT_TRANSLATE_NOOP("errors", "{name} cannot be deleted."),
    QT_TRANSLATE_NOOP("errors", "{name} cannot be installed: {reason}."),
    QT_TRANSLATE_NOOP("errors", "{name} holds more than one plugin.toml."),
    QT_TRANSLATE_NOOP("errors", "{name} holds no plugin.toml."),
    QT_TRANSLATE_NOOP("errors", "{name} is a link, which a plug-in must not hold."),
    QT_TRANSLATE_NOOP("errors", "{name} is encrypted."),
    QT_TRANSLATE_NOOP("errors", "{name} is installed already."),
    QT_TRANSLATE_NOOP("errors", "{name} is neither a folder nor a zip file."),
    QT_TRANSLATE_NOOP("errors", "{name} is not in your folder."),
    QT_TRANSLATE_NOOP("errors", "Switch it off instead."),
    QT_TRANSLATE_NOOP("errors", "Unpack it first."),
    QT_TRANSLATE_NOOP("errors", "the file is damaged"),
    QT_TRANSLATE_NOOP("errors", "There is nothing to give back."),
    QT_TRANSLATE_NOOP("errors", "Whoever wanted the picture has gone."),
    QT_TRANSLATE_NOOP("errors", "The plug-in in {folder} cannot be removed: {reason}."),
    QT_TRANSLATE_NOOP("errors", "The plug-in cannot be written into {folder}: {reason}."),
    QT_TRANSLATE_NOOP("errors", "{command} cannot be started: {reason}."),
    QT_TRANSLATE_NOOP("errors", "{host} was not found ({looked})."),
    QT_TRANSLATE_NOOP("errors", "{host} was not found on this computer."),
    QT_TRANSLATE_NOOP("errors", "{path} is there already and not ours."),
    QT_TRANSLATE_NOOP("errors", "Install it, or export a PSD file and open that in it."),
    QT_TRANSLATE_NOOP("errors", "Move it away, then try again."),
    QT_TRANSLATE_NOOP("errors", "Start it once, then try again."),
    QT_TRANSLATE_NOOP("errors", "A worker's process cannot be started."),
    QT_TRANSLATE_NOOP("errors", "No subject was found in {name}."),
    QT_TRANSLATE_NOOP("errors", "The result would replace the photo {path}."),
    QT_TRANSLATE_NOOP("errors", "The results would lie among the photos of {path}."),
    QT_TRANSLATE_NOOP("errors", "There are no photos in {sources}."),
    QT_TRANSLATE_NOOP("errors", "There is no file or folder {path}."),
    QT_TRANSLATE_NOOP("errors", "{first} and {second} would both become {path}."),
    QT_TRANSLATE_NOOP("errors", "{name} cannot be read: {reason}."),
    QT_TRANSLATE_NOOP("errors", "{name} cannot be read."),
    QT_TRANSLATE_NOOP("errors", "{name} ended its worker twice."),
    QT_TRANSLATE_NOOP("errors", "{name} holds no prompt."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be written."),
    QT_TRANSLATE_NOOP("errors", "Change the prompt in {name}."),
    QT_TRANSLATE_NOOP("errors", "Choose another folder."),
    QT_TRANSLATE_NOOP("errors", "It crashed."),
    QT_TRANSLATE_NOOP("errors", "Name the folder above them, or rename one."),
    QT_TRANSLATE_NOOP("errors", "Perhaps the memory was full."),
    QT_TRANSLATE_NOOP("errors", "Point at one in {name}."),
    QT_TRANSLATE_NOOP("errors", "Its {count} layers became one picture."),
    QT_TRANSLATE_NOOP("errors", "Only the first of its {count} pictures is used."),
    QT_TRANSLATE_NOOP("errors", "The 16-bit colours were reduced to 8 bits."),
    QT_TRANSLATE_NOOP("errors", "The CMYK colours became sRGB."),
    QT_TRANSLATE_NOOP("errors", "The Lab colours became sRGB."),
    QT_TRANSLATE_NOOP("errors", "A {kind} file cannot hold effects."),
    QT_TRANSLATE_NOOP("errors", "An unexpected error: {error}."),
    QT_TRANSLATE_NOOP("errors", "The results would lie among the photos of {folder}."),
    QT_TRANSLATE_NOOP("errors", "There is no file or folder {source}."),
    QT_TRANSLATE_NOOP("errors", "{first} and {second} would both become {out}."),
    QT_TRANSLATE_NOOP("errors", "no such file or directory"),
    QT_TRANSLATE_NOOP("errors", "is a directory"),
    QT_TRANSLATE_NOOP("errors", "'sqsam doctor' says what is missing."),
    QT_TRANSLATE_NOOP("errors", "Choose another format."),
    QT_TRANSLATE_NOOP("errors", "It should hold a list of clicks, boxes, lassos and strokes."),
    QT_TRANSLATE_NOOP("errors", "{effect} (plug-in {plugin}) {reason}."),
    QT_TRANSLATE_NOOP("errors", "failed: {error}"),
    QT_TRANSLATE_NOOP("errors", "crashed ({signal})"),
    QT_TRANSLATE_NOOP("errors", "did not answer for {seconds} seconds"),
    QT_TRANSLATE_NOOP("errors", "did not stop when it was asked to"),
    QT_TRANSLATE_NOOP("errors", "ended its process, with exit code {code}"),
    QT_TRANSLATE_NOOP("errors", "needed more memory than it may have"),
    QT_TRANSLATE_NOOP("errors", "returned {result} instead of {wanted}"),
    QT_TRANSLATE_NOOP("errors", "stopped by itself"),
    QT_TRANSLATE_NOOP("errors", "A plug-in may hold {size} MB at most."),
    QT_TRANSLATE_NOOP("errors", "Its folder {folder} is that of the plug-in {plugin}."),
    QT_TRANSLATE_NOOP("errors", "Its id '{id}' is that of another plug-in, which {reason}."),
    QT_TRANSLATE_NOOP("errors", "ships with the program"),
    QT_TRANSLATE_NOOP("errors", "is in your folder of plug-ins"),
    QT_TRANSLATE_NOOP("errors", "is installed as a Python package"),
    QT_TRANSLATE_NOOP(
        "errors", "It was written for interface {theirs}; this program has interface {ours}."
    ),
    QT_TRANSLATE_NOOP("errors", "The effect '{effect}' is not installed."),
    QT_TRANSLATE_NOOP("errors", "The plug-in {plugin} has no '{effect}' any more."),
    QT_TRANSLATE_NOOP("errors", "The plug-in {plugin} is switched off."),
    QT_TRANSLATE_NOOP("errors", "There is a plug-in '{plugin}' that is not in your folder."),
    QT_TRANSLATE_NOOP("errors", "There is no plugin.toml."),
    QT_TRANSLATE_NOOP("errors", "{folder} cannot be deleted."),
    QT_TRANSLATE_NOOP("errors", "{plugin} {version} is installed already."),
    QT_TRANSLATE_NOOP("errors", "Install the plug-in it belongs to."),
    QT_TRANSLATE_NOOP("errors", "Switch it on to see its effects."),
    QT_TRANSLATE_NOOP("errors", "The plug-in '{plugin}' {reason}."),
)


def told(error: SqsamError) -> SqsamError:
    """The error as the user reads it."""
    return SqsamError(translated(error.message), translated(error.hint))


def told_notice(text: str) -> str:
    """What became of a picture when it was opened, in one or more sentences, likewise."""
    return " ".join(map(translated, re.split(r"(?<=\.) ", text)))


def translated(text: str) -> str:
    """A sentence of an error, or a part of one, in the language of the application."""
    for template, pattern in _patterns():
        if (match := pattern.fullmatch(text)) is not None:
            filled = match.groupdict()
            if "reason" in filled:
                filled["reason"] = translated(filled["reason"])
            return QCoreApplication.translate("errors", template).format(**filled)
    return text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each template and what matches it, the most telling first."""
    telling = sorted(map(str, _TEMPLATES), key=lambda each: -len(re.sub(r"{\w+}", "", each)))
    return tuple(
        (each, re.compile(_FIELD.sub(r"(?P<\1>.+)", re.escape(each)), re.DOTALL))
        for each in telling
    )
