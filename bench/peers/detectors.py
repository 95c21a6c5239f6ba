"""Decoding and detectors with OpenCV's Python: the same steps and parameters as ReId.Ingest, the arithmetic in NumPy."""
import glob
import os

import cv2
import numpy


def images(path):
    if os.path.isdir(path):
        yield from map(cv2.imread, sorted(glob.glob(f"{path}/*.jpg")))
        return
    capture = cv2.VideoCapture(path)
    while True:
        there, image = capture.read()
        if not there:
            return
        yield image


def decode(path, threads):
    cv2.setNumThreads(int(threads))

    def run():
        return sum(int(image[image.shape[0] // 2, image.shape[1] // 2].sum()) for image in images(path))

    return facts(), run


def detect(name, weights, path, frames, step, threads):
    cv2.setNumThreads(int(threads))
    find = {"hog": hog, "yolox": yolox, "nanodet": nanodet}[name](weights)
    kept = [image for i, image in zip(range(int(frames) * int(step)), images(path)) if i % int(step) == 0]
    return facts(), lambda: sum(len(find(image)) for image in kept)


def facts():
    return f"python3-opencv {cv2.__version__}"


def overlaps(box, others):
    """Intersections of one box (corners) with others, their areas and its own."""
    low, high = numpy.maximum(box[:2], others[:, :2]), numpy.minimum(box[2:], others[:, 2:])
    area = lambda b: (b[..., 2] - b[..., 0]) * (b[..., 3] - b[..., 1])
    return numpy.clip(high - low, 0, None).prod(1), area(others), area(box)


def hog(_):
    descriptor = cv2.HOGDescriptor()
    descriptor.setSVMDetector(cv2.HOGDescriptor_getDefaultPeopleDetector())

    def find(image):
        height, width = image.shape[:2]
        factor = min(2, (960 * 720 / (width * height)) ** 0.5)
        size = (round(width * factor), round(height * factor))
        work = cv2.resize(image, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        windows, scores = descriptor.detectMultiScale(
            work, hitThreshold=0, winStride=(8, 8), padding=(16, 16), scale=1.15, groupThreshold=0)
        if len(windows) == 0:
            return []
        windows, scores = windows.astype("float64"), scores.ravel()
        order = numpy.lexsort((windows[:, 2], windows[:, 1], windows[:, 0], -scores))
        corners = windows[order]
        corners[:, 2:] += corners[:, :2]
        scores = scores[order]
        kept, people = numpy.zeros((0, 4)), []
        while len(corners):
            best = corners[0]
            shared, areas, own = overlaps(best, corners)
            group = shared / (areas + own - shared) >= 0.4
            believed = scores[0] >= (0.3 if group.sum() > 1 else 0.8)
            shared, areas, own = overlaps(best, kept)
            if believed and not (shared / numpy.minimum(areas, own) >= 0.7).any():
                kept = numpy.vstack([kept, best])
                x1, y1, x2, y2 = numpy.average(corners[group], axis=0, weights=numpy.maximum(scores[group], 1e-3))
                x, y = 0.16 * (x2 - x1), 0.07 * (y2 - y1)
                people.append(numpy.array([x1 + x, y1 + y, x2 - x, y2 - y]) / factor)
            corners, scores = corners[~group], scores[~group]
        return people

    return find


def network(weights, fill, mean, deviation, decoded, same):
    net = cv2.dnn.readNetFromONNX(str(weights))
    names = net.getUnconnectedOutLayersNames()
    side = 416

    def find(image):
        height, width = image.shape[:2]
        factor = min(side / width, side / height)
        canvas = numpy.full((side, side, 3), fill, "uint8")
        size = (round(width * factor), round(height * factor))
        canvas[:size[1], :size[0]] = cv2.resize(
            image, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        blob = cv2.dnn.blobFromImage(canvas, 1, None, mean)
        if deviation is not None:
            blob /= deviation
        net.setInput(blob)
        boxes, scores = decoded(net.forward(names))
        boxes = numpy.clip(numpy.round(boxes / numpy.float32(factor)), 0, (width, height, width, height))
        inside = (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])
        boxes, scores = boxes[inside], scores[inside]
        boxes = boxes[numpy.lexsort((boxes[:, 1], boxes[:, 0], -scores))]
        people = []
        while len(boxes):
            people.append(boxes[0])
            shared, areas, own = overlaps(boxes[0], boxes)
            boxes = boxes[shared / (areas + own - shared) <= same]
        return people

    return find


def cells(strides, side=416):
    parts = []
    for stride in strides:
        y, x = numpy.mgrid[:side // stride, :side // stride]
        parts.append(numpy.stack([x.ravel(), y.ravel(), numpy.full(x.size, stride)], 1))
    return numpy.concatenate(parts).astype("float32")


def yolox(weights):
    grid = cells((8, 16, 32))

    def decoded(outputs):
        raw = outputs[0][0]
        scores = raw[:, 4] * raw[:, 5]
        far = scores >= 0.1
        raw, places, scores = raw[far], grid[far], scores[far]
        stride = places[:, 2:]
        centre, half = (raw[:, :2] + places[:, :2]) * stride, numpy.exp(raw[:, 2:4]) * stride / 2
        return numpy.concatenate([centre - half, centre + half], 1), scores

    return network(weights, 114, (0, 0, 0), None, decoded, 0.45)


def nanodet(weights):
    grids = {len(grid): grid for grid in (cells((stride,)) for stride in (8, 16, 32))}
    bins = numpy.arange(8, dtype="float32")

    def decoded(outputs):
        boxes, scores = [], []
        for classes in (output for output in outputs if output.shape[-1] != 32):
            grid = grids[classes.shape[1]]
            sides = next(o for o in outputs if o.shape[-1] == 32 and o.shape[1] == len(grid))[0]
            score = classes[0][:, 0]
            far = score >= 0.2
            stride = grid[far, 2:]
            logits = sides[far].reshape(-1, 4, 8)
            weight = numpy.exp(logits - logits.max(2, keepdims=True))
            reach = (weight * bins).sum(2) / weight.sum(2) * stride
            centre = (grid[far, :2] + 0.5) * stride
            boxes.append(numpy.concatenate([centre - reach[:, :2], centre + reach[:, 2:]], 1))
            scores.append(score[far])
        return numpy.concatenate(boxes), numpy.concatenate(scores)

    deviation = numpy.array([57.375, 57.12, 58.395], "float32").reshape(1, 3, 1, 1)
    return network(weights, 0, (103.53, 116.28, 123.675), deviation, decoded, 0.6)
