"""`course train` and `course evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# numpy, Keras and the rest are imported inside the commands, so that `course --help` stays fast.


def register(app: typer.Typer) -> None:
    """Add `train` and `evaluate` to the `course` command."""
    app.command("train")(train)
    app.command("evaluate")(evaluate)


def train(
    faces: Annotated[
        str, typer.Option(help="Faces to train on: a file or folder, or drawn, embedded, skewed.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for the run's state and log.")],
    epochs: Annotated[int, typer.Option(help="Passes over the training pictures.")] = 60,
    small_epochs: Annotated[
        int, typer.Option(help="So many of them, the first, see smaller pictures.")
    ] = 20,
    seed: Annotated[int, typer.Option(help="0 or more; another seed, other weights.")] = 0,
    precision: Annotated[
        str, typer.Option(help="float32, or bfloat16: faster on processors that know it.")
    ] = "float32",
    threads: Annotated[int, typer.Option(help="Processor threads to use.")] = 2,
    pack: Annotated[
        bool, typer.Option("--pack", help="Make the model as the run stands; train no further.")
    ] = False,
):
    """Train the course's network on faces; run the same command again to go on after a stop."""
    from course_utils.models.plan import Plan

    plan = Plan(epochs=epochs, small_epochs=small_epochs, seed=seed, precision=precision)

    from course_utils.faces import load
    from course_utils.faces.progress import bar
    from course_utils.models.run import train as train_in
    from course_utils.models.threads import Threads

    face_set = load(faces)
    Threads(threads)
    with bar("training") as progress:
        folder = train_in(face_set, out, plan, progress=progress, said=_say, pack_only=pack)
    print(f"the model is in {folder}; measure it with: course evaluate {faces} --model {folder}")


def evaluate(
    faces: Annotated[
        str, typer.Argument(help="A file or folder with faces, or drawn, embedded, skewed.")
    ],
    split: Annotated[
        str | None, typer.Option(help="Training, PublicTest or PrivateTest; else the last test.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="Folder of a model of your own; else the shipped one.")
    ] = None,
    leak_free: Annotated[
        bool, typer.Option(help="Also score the faces that have no twin in Training.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, no table.")] = False,
):
    """Measure the shipped model on any face set: four scores, each with a 95 % interval."""
    import json

    from course_utils.faces import load
    from course_utils.models.evaluation import Evaluation
    from course_utils.models.shipped import load as load_model

    face_set = load(faces)
    evaluation = Evaluation(face_set, load_model(model), split, leak_free=leak_free)
    if as_json:
        print(json.dumps(evaluation.as_dict()))
        return
    from course_utils.models.score_table import print_evaluation

    print_evaluation(evaluation)


def _say(line: str) -> None:
    print(line, flush=True)
