using OpenCvSharp;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>What a family of detection networks takes and gives. Class 0 is the person, as in COCO.</summary>
internal interface IDetectorLayout
{
    /// <summary>Name of the family and of the detector that requires it.</summary>
    string Name { get; }

    /// <summary>What the outputs look like for an input of this size, to tell a user.</summary>
    string Describe(Size input);

    DetectorInput Input { get; }

    /// <summary>Meaning of the scores.</summary>
    DetectorScores Scores { get; }

    /// <summary>Score below which a box is noise.</summary>
    float Floor { get; }

    /// <summary>Overlap (IoU) above which two boxes mean the same person.</summary>
    double SamePerson { get; }

    /// <summary>How to read such outputs; null when they are of another family.</summary>
    /// <param name="outputs">What the network gave for a grey picture.</param>
    /// <param name="input">Size of its input.</param>
    IBoxDecoder? Recognise(IReadOnlyList<Tensor> outputs, Size input);
}

/// <summary>Reads the people out of a network's outputs.</summary>
internal interface IBoxDecoder
{
    /// <summary>Boxes in pixels of the network's input, before overlapping ones are joined.</summary>
    /// <param name="outputs">Shaped like the ones that were recognised.</param>
    /// <param name="minScore">Least score of a box.</param>
    IEnumerable<ScoredBox> Decode(IReadOnlyList<Tensor> outputs, float minScore);
}

/// <summary>A box by its corners, and how certain it is.</summary>
internal readonly record struct ScoredBox(float X1, float Y1, float X2, float Y2, float Score);
