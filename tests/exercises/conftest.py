import pytest
from hypothesis import HealthCheck, settings
from kernels import Kernel

from course_utils.grading.limits import Limits
from course_utils.grading.shipment import copy_shipment

# The same examples on every run: a red build says what changed, not what luck found. The function
# `fuzz` of test_hostile_frames looks for new ones.
settings.register_profile(
    "exercises",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("exercises")


@pytest.fixture(scope="session")
def shipment(tmp_path_factory):
    """What students have: `course_utils` without the rooms that stay at home."""
    folder = tmp_path_factory.mktemp("shipment")
    copy_shipment(folder)
    return folder


@pytest.fixture(scope="session")
def start(shipment, tmp_path_factory):
    """Start a real kernel: ``start(cell_seconds=2)`` gives a `kernels.Kernel`."""
    running = []

    def begin(**limits):
        box = tmp_path_factory.mktemp("box")
        (box / "work").mkdir()
        (box / "home").mkdir()
        running.append(Kernel(shipment, box, Limits(**limits)))
        return running[-1]

    yield begin
    for kernel in running:
        kernel.close()


@pytest.fixture(scope="session")
def lasting(start):
    """One kernel for all tests that leave it as it was."""
    return start(cpu_seconds=600)
