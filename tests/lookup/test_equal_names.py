"""Two rows of one name agree in their category, or it is said here why they do not."""

from collections import defaultdict

from pipeline.content.data import terms

DIFFERENT = {
    "bandwidth": "a density keeps it in its formula; mean shift needs it only while it looks for centers",
    "column variances": "a scaler divides by the standard deviation; a selection compares the variances at each use",
    "dimension of the map": "t-SNE and MDS map no new rows",
    "distance": "k-means has a fixed one; DBSCAN and agglomerative clustering assign no new rows",
    "evaluation metric": "with early stopping it changes the model; cross-validation only reports it",
    "growth policy": "CatBoost's symmetric trees are another formula; XGBoost stores each tree node by node",
    "learning rate (shrinkage)": "scikit-learn multiplies at each prediction; histogram boosting stores shrunk leaves",
    "loss": "the link of a boosted classifier is in its formula; a linear SVM predicts without its loss",
    "loss function": "as for loss: CatBoost's has the link, the others are for training only",
    "number of clusters": "spectral clustering assigns no new rows",
    "number of folds": "to report a score, to keep a classifier for each fold, or to choose a setting",
    "number of histogram bins": "a fitted histogram is made of its bins; boosting keeps the thresholds that it used",
    "penalties": "NMF solves for new rows with them; a random field does not",
    "perplexity": "a setting of t-SNE, and a score of a language model: two things of one name",
    "scale": "normalization learns it by gradient; quantization computes it from the range of the weights",
    "selected columns": "by a ranking, or by comparing candidates on validation rows",
    "weights of the training rows": "AdaBoost computes them; XGBoost is handed them with the rows",
}


def test_rows_of_one_name_agree_or_differ_for_a_reason(project):
    categories = defaultdict(set)
    for _, term in terms(project).values():
        categories[term.term.lower()].add(term.bin)
    assert {name for name, found in categories.items() if len(found) > 1} == DIFFERENT.keys()
