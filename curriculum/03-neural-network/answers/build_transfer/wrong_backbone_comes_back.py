"""Freezes the backbone and gives it back, without a head.

fails: six_probabilities_for_any_backbone, the_head_learns, training_changes_the_head_alone, the_maps_are_pooled, pictures_go_in_as_they_are
reason: should have shape
seconds: 60
"""


def build_transfer(backbone):
    backbone.trainable = False
    return backbone
