"""Faces: one schema for every set, drawn faces with a known ceiling, and the real FER2013."""

from course_utils.faces.load import load
from course_utils.faces.schema import EMOTIONS, SIZE, USAGES, VOTES, FacesError, FaceSet

__all__ = ["EMOTIONS", "SIZE", "USAGES", "VOTES", "FaceSet", "FacesError", "load"]
