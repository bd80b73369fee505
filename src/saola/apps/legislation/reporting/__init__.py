"""The gap report: what the law lacks on a day, frozen as data and set as PDF from a template."""

from .content import content_of, digest_of
from .paper import report_pdf

__all__ = ["content_of", "digest_of", "report_pdf"]
