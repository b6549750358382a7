"""Picture by picture, in plain Python; a list comes back."""


def second_guess(probabilities, labels, usual):
    among_two = wrong = rescued = not_looking = 0
    for row, label in zip(probabilities.tolist(), labels.tolist()):
        places = sorted(range(len(row)), key=row.__getitem__, reverse=True)
        among_two += label in places[:2]
        if places[0] != label:
            wrong += 1
            rescued += places[1] == label
            not_looking += int(usual[places[0]]) == label
    return [among_two / len(labels), rescued / max(wrong, 1), not_looking / max(wrong, 1)]
