"""Only the new weights come back, without the loss.

fails: against_the_gradient, as_far_as_the_rate_says, the_loss_before_the_step, rows_that_repeat_change_nothing, many_steps_reach_the_bottom, the_three_arrays_are_left_alone
reason: two things, `new_weights` and `loss`, but a numpy array came back
"""


def gradient_step(weights, features, targets, rate):
    return weights - rate * 2 * features.T @ (features @ weights - targets) / len(targets)
