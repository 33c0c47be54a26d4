"""Clustering and nearest neighbours in plain Python, for small ablations."""
import math


# ask: Write a Python function `k_nearest(points, query, k)` that returns the indices of the k points that are nearest to the query by Euclidean distance, nearest first; among equally near ones the smaller index comes first.
def k_nearest(points, query, k):
    return sorted(range(len(points)), key=lambda i: (math.dist(points[i], query), i))[:k]
# test: assert k_nearest([(0, 0), (5, 5), (1, 0)], (0, 0), 2) == [0, 2]
# test: assert k_nearest([(1, 0), (-1, 0)], (0, 0), 1) == [0]
# test: assert k_nearest([], (0, 0), 3) == []
# test: assert k_nearest([(3, 0), (2, 2)], (0, 0), 2) == [1, 0]
# wrong: math.dist(points[i], query), i => -math.dist(points[i], query), i


# ask: Write a Python function `assign_clusters(points, centroids)` that returns, for every point, the index of its nearest centroid by squared Euclidean distance; the smaller index among equals.
def assign_clusters(points, centroids):
    def distance(a, b):
        return sum((x - y) ** 2 for x, y in zip(a, b))

    return [min(range(len(centroids)), key=lambda c: distance(p, centroids[c])) for p in points]
# test: assert assign_clusters([(0, 0), (9, 9)], [(1, 1), (8, 8)]) == [0, 1]
# test: assert assign_clusters([(0, 0)], [(1, 0), (0, 1)]) == [0]
# test: assert assign_clusters([], [(0, 0)]) == []
# test: assert assign_clusters([(0, 0)], [(3, 0), (2, 2)]) == [1]
# wrong: (x - y) ** 2 => (x - y)


# ask: Write a Python function `update_centroids(points, labels, count)` that returns the mean of the points of each label 0 … count - 1 as a tuple; a label without points gives None.
def update_centroids(points, labels, count):
    centroids = []
    for label in range(count):
        mine = [p for p, own in zip(points, labels) if own == label]
        centroids.append(tuple(sum(axis) / len(mine) for axis in zip(*mine)) if mine else None)
    return centroids
# test: assert update_centroids([(0, 0), (2, 4)], [0, 0], 1) == [(1.0, 2.0)]
# test: assert update_centroids([(0, 0), (2, 4)], [0, 1], 3) == [(0.0, 0.0), (2.0, 4.0), None]
# test: assert update_centroids([], [], 1) == [None]
# wrong: / len(mine) => / len(points)


# ask: Write a Python function `cosine_similarity(a, b)` of two vectors; where one of them is zero the similarity is 0.0.
def cosine_similarity(a, b):
    norms = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(y * y for y in b))
    return sum(x * y for x, y in zip(a, b)) / norms if norms else 0.0
# test: assert cosine_similarity([1.0, 0.0], [0.0, 1.0]) == 0.0
# test: assert cosine_similarity([3.0, 4.0], [3.0, 4.0]) == 1.0
# test: assert cosine_similarity([0.0], [1.0]) == 0.0
# test: assert abs(cosine_similarity([1.0, 1.0], [-2.0, -2.0]) + 1) < 1e-12
# wrong: / norms if norms => if norms


# ask: Write a Python function `silhouette(own, others)` of one point: `own` are its distances to the other members of its cluster, `others` maps every other cluster to a list of its distances to that cluster's members. It returns (b - a) / max(a, b) with a the mean of `own` and b the smallest mean over the other clusters. A point alone in its cluster has silhouette 0.0.
def silhouette(own, others):
    if not own:
        return 0.0
    a = sum(own) / len(own)
    b = min(sum(distances) / len(distances) for distances in others.values())
    return (b - a) / max(a, b) if max(a, b) else 0.0
# test: assert silhouette([1.0, 1.0], {1: [2.0], 2: [4.0]}) == 0.5
# test: assert silhouette([], {1: [2.0]}) == 0.0
# test: assert silhouette([4.0], {1: [2.0]}) == -0.5
# test: assert silhouette([1.0], {1: [1.0, 3.0], 2: [4.0, 4.0]}) == 0.5
# wrong: b = min( => b = max(
