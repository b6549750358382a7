from hypothesis import HealthCheck, settings

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
