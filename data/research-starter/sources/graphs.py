"""Graph helpers for the message-passing baselines; graphs are dicts from node to list of neighbours."""
from collections import deque


# ask: Write a Python function `normalised_adjacency(edges, nodes)` for graph convolutions: the dense symmetric matrix D^-1/2 (A + I) D^-1/2 as a list of lists, where A is the undirected adjacency matrix of the edges (pairs of node numbers, repeated ones count once) and D the degrees of A + I.
def normalised_adjacency(edges, nodes):
    matrix = [[float(i == j) for j in range(nodes)] for i in range(nodes)]
    for a, b in edges:
        matrix[a][b] = matrix[b][a] = 1.0
    degrees = [sum(row) for row in matrix]
    return [
        [matrix[i][j] / (degrees[i] * degrees[j]) ** 0.5 for j in range(nodes)]
        for i in range(nodes)
    ]
# test: assert normalised_adjacency([], 2) == [[1.0, 0.0], [0.0, 1.0]]
# test: assert normalised_adjacency([(0, 1)], 2) == [[0.5, 0.5], [0.5, 0.5]]
# test: assert normalised_adjacency([(0, 1), (1, 0)], 2) == [[0.5, 0.5], [0.5, 0.5]]
# test: assert abs(normalised_adjacency([(0, 1), (1, 2)], 3)[0][1] - 1 / 6 ** 0.5) < 1e-12
# wrong: float(i == j) => 0.0 * (i + j)


# ask: Write a Python function `mean_aggregate(features, neighbours)` for one round of message passing: the new feature vector of a node is the mean of the vectors of its neighbours; a node without neighbours keeps its own. `features` maps a node to a list of floats, `neighbours` a node to a list of nodes. It returns a new dict.
def mean_aggregate(features, neighbours):
    result = {}
    for node, own in features.items():
        near = neighbours.get(node, [])
        if not near:
            result[node] = list(own)
            continue
        result[node] = [sum(features[n][k] for n in near) / len(near) for k in range(len(own))]
    return result
# test: assert mean_aggregate({0: [1.0], 1: [3.0], 2: [5.0]}, {0: [1, 2], 1: [0]}) == {0: [4.0], 1: [1.0], 2: [5.0]}
# test: assert mean_aggregate({}, {}) == {}
# test: assert mean_aggregate({"a": [1.0, 2.0], "b": [3.0, 4.0]}, {"a": ["b"], "b": ["a"]}) == {"a": [3.0, 4.0], "b": [1.0, 2.0]}
# wrong: / len(near) => / 1


# ask: Write a Python function `hop_distances(graph, source)` that returns a dict from every node that can be reached to its number of hops from the source, in a graph given as a dict from node to list of neighbours. Nodes that are only named as neighbours count, too.
def hop_distances(graph, source):
    distances, queue = {source: 0}, deque([source])
    while queue:
        node = queue.popleft()
        for near in graph.get(node, []):
            if near not in distances:
                distances[near] = distances[node] + 1
                queue.append(near)
    return distances
# test: assert hop_distances({}, 1) == {1: 0}
# test: assert hop_distances({1: [2, 3], 2: [4], 3: [4]}, 1) == {1: 0, 2: 1, 3: 1, 4: 2}
# test: assert hop_distances({1: [2], 2: [1], 3: [1]}, 1) == {1: 0, 2: 1}
# test: assert hop_distances({1: [2, 3], 2: [5], 3: [4], 4: [5], 5: [6]}, 1)[6] == 3
# wrong: distances[node] + 1 => 1


# ask: Write a Python function `page_rank(graph, damping, rounds)` with uniform start and the usual teleport: in every round a node gives damping * rank to its out-neighbours in equal parts, a node without any gives its part to all nodes equally, and every node gets (1 - damping) / nodes. All nodes are keys of the graph. Damping is 0.85 and rounds 50 by default. It returns a dict.
def page_rank(graph, damping=0.85, rounds=50):
    nodes = len(graph)
    rank = {node: 1 / nodes for node in graph}
    for _ in range(rounds):
        loose = sum(rank[node] for node in graph if not graph[node])
        new = {node: (1 - damping) / nodes + damping * loose / nodes for node in graph}
        for node, targets in graph.items():
            for target in targets:
                new[target] += damping * rank[node] / len(targets)
        rank = new
    return rank
# test: assert page_rank({1: [2], 2: [1]}) == {1: 0.5, 2: 0.5}
# test: assert abs(sum(page_rank({1: [2], 2: [], 3: [2]}).values()) - 1) < 1e-9
# test: assert page_rank({1: [2], 2: [], 3: [2]})[2] > 0.4
# test: assert abs(page_rank({1: [2], 2: [2]}, 0.5, 1)[1] - 0.25) < 1e-12
# wrong: + damping * loose / nodes => + 0.0 * loose
