"""Update rules and learning-rate schedules, one parameter vector at a time."""
import math


# ask: Write a Python function `sgd_momentum(weights, gradients, velocity, rate, momentum)` that returns the pair (new weights, new velocity) as lists: the velocity is momentum * velocity + gradient, and the weight falls by rate * velocity. Momentum is 0.9 by default. The lists given are not changed.
def sgd_momentum(weights, gradients, velocity, rate, momentum=0.9):
    moved = [momentum * v + g for v, g in zip(velocity, gradients)]
    return [w - rate * v for w, v in zip(weights, moved)], moved
# test: assert sgd_momentum([1.0], [2.0], [0.0], 0.5) == ([0.0], [2.0])
# test: assert sgd_momentum([1.0], [1.0], [2.0], 1.0, 0.5) == ([-1.0], [2.0])
# test: assert sgd_momentum([], [], [], 0.1) == ([], [])
# wrong: momentum * v + g => momentum * v - g


# ask: Write a Python function `adam_step(weight, gradient, first, second, step, rate)` for one weight, with beta1 0.9, beta2 0.999 and epsilon 1e-8. `first` and `second` are the moments before, `step` counts from 1. It returns the tuple (weight, first, second) after the update, with both moments corrected for their bias.
def adam_step(weight, gradient, first, second, step, rate=0.001):
    first = 0.9 * first + 0.1 * gradient
    second = 0.999 * second + 0.001 * gradient ** 2
    mean, variance = first / (1 - 0.9 ** step), second / (1 - 0.999 ** step)
    return weight - rate * mean / (math.sqrt(variance) + 1e-8), first, second
# test: assert abs(adam_step(1.0, 4.0, 0.0, 0.0, 1)[0] - 0.999) < 1e-9
# test: assert abs(adam_step(0.0, -0.5, 0.0, 0.0, 1, 0.1)[0] - 0.1) < 1e-6
# test: assert abs(adam_step(1.0, 4.0, 0.0, 0.0, 1)[1] - 0.4) < 1e-12
# test: assert abs(adam_step(1.0, 1.0, 0.1, 0.001, 2, 0.1)[0] - 0.9) < 1e-6
# wrong: first / (1 - 0.9 ** step) => first


# ask: Write a Python function `cosine_rate(step, steps, peak, warmup)` for the learning rate at a step counted from 0: it rises linearly from peak / warmup at step 0 to the peak at step warmup - 1, then falls as half a cosine to 0 at step `steps`. Without warm-up (0, the default) it begins at the peak. Steps after the end have rate 0.0.
def cosine_rate(step, steps, peak, warmup=0):
    if step >= steps:
        return 0.0
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = (step - warmup) / (steps - warmup)
    return peak * 0.5 * (1 + math.cos(math.pi * progress))
# test: assert cosine_rate(0, 10, 1.0) == 1.0
# test: assert abs(cosine_rate(5, 10, 1.0) - 0.5) < 1e-12
# test: assert cosine_rate(0, 10, 1.0, 4) == 0.25
# test: assert cosine_rate(3, 10, 2.0, 4) == 2.0
# test: assert cosine_rate(10, 10, 1.0) == 0.0
# wrong: (step + 1) / warmup => step / warmup


# ask: Write a Python function `clip_by_norm(gradients, limit)` that returns the gradients scaled so that their Euclidean norm is at most the limit; smaller ones come back as they are, as a new list.
def clip_by_norm(gradients, limit):
    norm = math.sqrt(sum(g * g for g in gradients))
    if norm <= limit:
        return list(gradients)
    return [g * limit / norm for g in gradients]
# test: assert clip_by_norm([3.0, 4.0], 10.0) == [3.0, 4.0]
# test: assert all(abs(a - b) < 1e-12 for a, b in zip(clip_by_norm([3.0, 4.0], 1.0), [0.6, 0.8]))
# test: assert clip_by_norm([], 1.0) == []
# test: assert clip_by_norm([0.0, 0.0], 0.0) == [0.0, 0.0]
# wrong: math.sqrt(sum(g * g for g in gradients)) => sum(abs(g) for g in gradients)


# ask: Write a Python function `exponential_average(values, decay)` that returns the running averages as a list: each is decay * average + (1 - decay) * value, beginning with 0, and is divided by 1 - decay ** count to correct for that beginning.
def exponential_average(values, decay):
    averages, average = [], 0.0
    for count, value in enumerate(values, 1):
        average = decay * average + (1 - decay) * value
        averages.append(average / (1 - decay ** count))
    return averages
# test: assert exponential_average([], 0.9) == []
# test: assert all(abs(a - 2) < 1e-12 for a in exponential_average([2.0, 2.0, 2.0], 0.9))
# test: assert abs(exponential_average([0.0, 3.0], 0.5)[1] - 2) < 1e-12
# wrong: enumerate(values, 1) => enumerate(values, 2)
