"""scikit-learn on all pictures, and on those whose first answer is wrong."""

from sklearn.metrics import accuracy_score, top_k_accuracy_score


def second_guess(probabilities, labels, usual):
    every = range(probabilities.shape[1])
    first = probabilities.argmax(axis=1)
    wrong = first != labels
    top2 = top_k_accuracy_score(labels, probabilities, k=2, labels=every)
    if not any(wrong):
        return top2, 0.0, 0.0
    rescued = top_k_accuracy_score(labels[wrong], probabilities[wrong], k=2, labels=every)
    return top2, rescued, accuracy_score(labels[wrong], usual[first[wrong]])
