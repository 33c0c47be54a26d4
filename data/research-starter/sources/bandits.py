"""Reinforcement learning without a framework: returns, advantages, bandits."""
import math


# ask: Write a Python function `discounted_returns(rewards, gamma)` that returns, for every step, the sum of its reward and the later ones, each discounted by gamma a step.
def discounted_returns(rewards, gamma):
    returns, total = [], 0.0
    for reward in reversed(rewards):
        total = reward + gamma * total
        returns.append(total)
    return returns[::-1]
# test: assert discounted_returns([1.0, 1.0, 1.0], 0.5) == [1.75, 1.5, 1.0]
# test: assert discounted_returns([], 0.9) == []
# test: assert discounted_returns([0.0, 2.0], 1.0) == [2.0, 2.0]
# wrong: returns[::-1] => returns


# ask: Write a Python function `generalised_advantages(rewards, values, gamma, lam)` (Schulman et al. 2016). `values` has one entry more than `rewards`, the value after the last step. delta_t = r_t + gamma * v_(t+1) - v_t, and the advantage of a step is delta_t + gamma * lam * (advantage of the next step). It returns a list.
def generalised_advantages(rewards, values, gamma, lam):
    advantages, following = [0.0] * len(rewards), 0.0
    for t in reversed(range(len(rewards))):
        delta = rewards[t] + gamma * values[t + 1] - values[t]
        following = delta + gamma * lam * following
        advantages[t] = following
    return advantages
# test: assert generalised_advantages([1.0], [0.0, 0.0], 0.9, 0.95) == [1.0]
# test: assert generalised_advantages([1.0, 1.0], [0.0, 0.0, 0.0], 1.0, 1.0) == [2.0, 1.0]
# test: assert generalised_advantages([0.0, 1.0], [0.5, 0.5, 0.0], 1.0, 0.0) == [0.0, 0.5]
# test: assert generalised_advantages([], [1.0], 0.9, 0.9) == []
# wrong: gamma * lam * following => gamma * following


# ask: Write a Python function `ucb_choice(counts, totals, exploration)` of UCB1: an arm that was never pulled (count 0) is chosen first, the smallest index among them; else the arm with the largest mean reward totals / counts plus exploration * sqrt(log(sum of counts) / count). Exploration is sqrt(2) by default; the smaller index wins a tie.
def ucb_choice(counts, totals, exploration=math.sqrt(2)):
    if 0 in counts:
        return counts.index(0)
    pulls = math.log(sum(counts))
    bounds = [t / n + exploration * math.sqrt(pulls / n) for n, t in zip(counts, totals)]
    return bounds.index(max(bounds))
# test: assert ucb_choice([1, 0, 0], [9.0, 0.0, 0.0]) == 1
# test: assert ucb_choice([10, 10], [1.0, 9.0]) == 1
# test: assert ucb_choice([100, 1], [50.0, 0.4]) == 1
# test: assert ucb_choice([100, 1], [50.0, 0.4], 0.0) == 0
# wrong: counts.index(0) => len(counts) - 1


# ask: Write a Python function `group_advantages(rewards)` as in group-relative policy optimisation: each reward minus the mean of the group, divided by the group's population standard deviation. Where all rewards are equal every advantage is 0.0.
def group_advantages(rewards):
    mean = sum(rewards) / len(rewards)
    deviation = math.sqrt(sum((r - mean) ** 2 for r in rewards) / len(rewards))
    return [(r - mean) / deviation if deviation else 0.0 for r in rewards]
# test: assert group_advantages([1.0, 0.0]) == [1.0, -1.0]
# test: assert group_advantages([2.0, 2.0, 2.0]) == [0.0, 0.0, 0.0]
# test: assert group_advantages([0.0, 0.0, 4.0, 4.0]) == [-1.0, -1.0, 1.0, 1.0]
# wrong: ** 2 for r in rewards) / len(rewards)) => ** 2 for r in rewards))


# ask: Write a Python function `epsilon_at(step, start, end, steps)` for an exploration rate that falls linearly from `start` at step 0 to `end` at step `steps` and stays there.
def epsilon_at(step, start, end, steps):
    if step >= steps:
        return end
    return start + (end - start) * step / steps
# test: assert epsilon_at(0, 1.0, 0.1, 10) == 1.0
# test: assert abs(epsilon_at(5, 1.0, 0.0, 10) - 0.5) < 1e-12
# test: assert epsilon_at(99, 1.0, 0.1, 10) == 0.1
# test: assert epsilon_at(0, 1.0, 0.1, 0) == 0.1
# wrong: (end - start) * step => (end - start) * (step + 1)
