"""Copies for looking at: made once, when a photograph is sealed, in quarantine, without its metadata."""

import io

from django.db import transaction
from django.utils import timezone

from saola.apps.quarantine import images

from .. import store
from ..models import Derivative, SealedFile
from .taking_in import TOOL, media_type

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


def copy_of(file: SealedFile) -> Derivative | None:
    """Make the copy of a photograph that is shown; ``None`` for what is no photograph, or none that can be read.

    The original stays as it is in either case, and can be taken out as it is.
    """
    if media_type(file.kept_name) not in PICTURES or file.size > images.LARGEST:
        return None
    try:
        with store.open_sealed(file.sha256) as kept:
            picture = images.read_picture(kept)
    except images.PictureRefusedError:
        return None
    sealed = store.keep(io.BytesIO(picture.copy))
    with transaction.atomic():
        return Derivative.objects.create(
            file=file,
            sha256=sealed.sha256,
            size=sealed.size,
            media_type=picture.copy_kind,
            method=f"{TOOL}, {picture.copy_width} × {picture.copy_height}, {picture.copy_kind}",
            made_at=timezone.now(),
        )
