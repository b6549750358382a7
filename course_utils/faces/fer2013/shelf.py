"""Which forms of FER2013 lie in a folder or an archive, and the best face set among them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

import numpy as np

from course_utils.faces.fer2013 import archives
from course_utils.faces.fer2013.header import Header, read_header
from course_utils.faces.fer2013.members import Member
from course_utils.faces.fer2013.pictures import is_picture, label_of, read_tree
from course_utils.faces.fer2013.rows import FER2013_ROWS, Rows, read_rows
from course_utils.faces.fer2013.sidecar import is_sidecar_of, join_sidecar
from course_utils.faces.fer2013.votes import has_votes, join_votes
from course_utils.faces.npz_form import is_npz, load_npz
from course_utils.faces.schema import USAGES, FacesError, FaceSet

#: What a path may hold, in words for messages.
FORMS = (
    "fer2013.csv, icml_face_data.csv, the challenge's train.csv, a zip, tar.gz or gz of these, "
    "or folders of pictures named after the labels (train/angry/...)"
)
# An archive in an archive in a folder is as deep as any published copy goes.
_DEEPEST = 3

Progress = Callable[[float], None]


@dataclass
class Shelf:
    """The files of a folder or an archive, sorted by what they are."""

    name: str
    label: str
    listing: list[Member]
    stack: ExitStack
    depth: int = 1
    complete: list[tuple[Member, Header]] = field(default_factory=list)
    labelled: list[tuple[Member, Header]] = field(default_factory=list)
    unlabelled: list[Member] = field(default_factory=list)
    votes: list[tuple[Member, Header]] = field(default_factory=list)
    tables: list[tuple[Member, Header]] = field(default_factory=list)
    npz: list[Member] = field(default_factory=list)
    packed: list[Member] = field(default_factory=list)
    pictures: list[Member] = field(default_factory=list)

    def __post_init__(self):
        for member in self.listing:
            if is_picture(member):
                self.pictures.append(member)
            elif is_npz(head := member.head(512)):
                self.npz.append(member)
            elif archives.is_archive(head):
                self.packed.append(member)
            elif head.strip():
                self._sort_table(member)

    def faces(self, votes: tuple[Member, Header] | None, progress) -> FaceSet:
        """The best face set on the shelf; `votes` are those that the caller named."""
        if self.complete:
            faces = self._from_csv(self.complete, votes, progress)
        elif self.npz:
            member = max(self.npz, key=lambda member: member.size)
            faces = load_npz(archives.seekable(member, self.stack), member.label)
        elif any(label_of(member.name) is not None for member in self.pictures):
            faces = self._from_pictures(votes, progress)
        elif self.packed:
            faces = self._from_archives(votes, progress)
        elif self.labelled:
            faces = self._from_csv(self.labelled, votes, progress)
        else:
            raise FacesError(self._what_is_missing())
        return faces

    def _sort_table(self, member: Member) -> None:
        header = read_header(member)
        if header is None:
            return
        columns = set(header.columns)
        if {"emotion", "pixels", "usage"} <= columns:
            self.complete.append((member, header))
        elif {"emotion", "pixels"} <= columns:
            self.labelled.append((member, header))
        elif "pixels" in columns:
            self.unlabelled.append(member)
        elif has_votes(header):
            self.votes.append((member, header))
        else:
            self.tables.append((member, header))

    def _from_csv(self, found: list[tuple[Member, Header]], votes, progress) -> FaceSet:
        member, header = max(found, key=lambda entry: entry[0].size)
        rows = read_rows(member, header, progress)
        skipped, notes = list(rows.skipped), []
        usage = rows.usage
        if usage is None:
            usage = np.zeros(len(rows.pixels), np.uint8)
            notes.append(f"{member.label} has no column Usage; all its faces are {USAGES[0]}")
        extra = self._sidecar_for(rows, member)
        if rows.total != FER2013_ROWS and not extra:
            notes.append(f"{member.label} has {rows.total:,} rows; FER2013 has {FER2013_ROWS:,}")
        others = [other for other, _ in (*self.complete, *self.labelled) if other is not member]
        skipped += [f"{other.label}: not read, another file is larger" for other in others]
        skipped += [
            f"{other.label}: pictures without labels, left out; "
            "icml_face_data.csv and fer2013.csv have the labels"
            for other in self.unlabelled
        ]
        if votes or "votes" not in extra:
            extra["votes"] = self._votes_for(rows, member, votes, skipped)
        return FaceSet(
            pixels=rows.pixels,
            emotion=rows.emotion,
            usage=usage,
            name=PurePosixPath(member.name).name,
            manifest=_manifest(member.label, f"csv ({', '.join(header.columns)})", skipped, notes),
            **extra,
        )

    def _sidecar_for(self, rows: Rows, member: Member) -> dict:
        for other, header in (*self.tables, *self.votes):
            if is_sidecar_of(other, member):
                return join_sidecar(rows, member, other, header)
        return {}

    def _votes_for(self, rows: Rows, member: Member, given, skipped: list[str]):
        if given:
            return join_votes(rows, member, *given)
        for found in self.votes:
            try:
                return join_votes(rows, member, *found)
            except FacesError as error:
                # Nobody asked for these votes, so the faces are read without them.
                skipped.append(f"votes not joined: {error}")
        return None

    def _from_pictures(self, votes, progress) -> FaceSet:
        if votes:
            raise FacesError(
                f"votes are joined by row of fer2013.csv, and {self.label} holds pictures whose "
                "rows are not known; give fer2013.csv, or leave the votes out"
            )
        tree = read_tree(self.pictures, self.name, progress)
        form = "folders of pictures named after the labels"
        manifest = _manifest(self.label, form, list(tree.skipped), list(tree.notes))
        return FaceSet(tree.pixels, tree.emotion, tree.usage, name=self.name, manifest=manifest)

    def _from_archives(self, votes, progress) -> FaceSet:
        if self.depth == _DEEPEST:
            raise FacesError(f"{self.packed[0].label}: too many archives in archives; unpack it")
        archive = max(self.packed, key=lambda member: member.size)
        shelf = Shelf(
            PurePosixPath(archive.name).name.split(".")[0],
            archive.label,
            archives.contents(archive, self.stack),
            self.stack,
            self.depth + 1,
        )
        shelf.votes += self.votes
        faces = shelf.faces(votes, progress)
        others = [
            f"{other.label}: not read, another archive is larger"
            for other in self.packed
            if other is not archive
        ]
        skipped = faces.manifest.get("skipped", []) + others
        return replace(faces, manifest=faces.manifest | {"skipped": skipped})

    def _what_is_missing(self) -> str:
        if self.unlabelled:
            return (
                f"{self.unlabelled[0].label} has pictures but no labels (no column emotion): it is "
                "the challenge's test set; the labels are in icml_face_data.csv and fer2013.csv, "
                "give one of these"
            )
        if self.votes:
            return (
                f"{self.votes[0][0].label} has votes but no pictures; "
                "give fer2013.csv, and this file after --votes"
            )
        if self.pictures:
            return (
                f"{self.label} holds pictures, but none in a folder named after a label; "
                "put them in folders angry, disgust, fear, happy, sad, surprise and neutral"
            )
        if self.tables:
            member, header = self.tables[0]
            absent = [name for name in ("emotion", "pixels") if name not in header.columns]
            return (
                f"{member.label}, line 1: there is no column {' and no column '.join(absent)}; "
                f"the first line must name the columns emotion, pixels and Usage"
            )
        return f"{self.label} is empty or no face set; it should hold {FORMS}"


def _manifest(source: str, form: str, skipped: list[str], notes: list[str]) -> dict:
    return {"source": source, "form": form, "skipped": skipped, "notes": notes}
