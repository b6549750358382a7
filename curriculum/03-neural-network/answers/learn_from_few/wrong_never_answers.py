"""Waits for something that never comes when it is asked.

fails: better_than_without_a_past
reason: it did not finish within
seconds: 15
"""


class Waits:
    def predict(self, pictures):
        while True:
            pass


def learn_from_few(pictures, labels):
    return Waits()
