namespace ReId.Model.Embedding;

/// <summary>What identifies a model and what its input must look like.</summary>
public sealed record ModelInfo
{
    /// <summary>
    /// Content-derived id: equal ids give equal vectors, so vectors of one id may be compared and others never.
    /// </summary>
    public string Id { get; init; } = "";

    /// <summary>Name of the backbone, e.g. <c>osnet_x0_25</c>, or of a weight-free descriptor, e.g. <c>colour</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Options of the backbone that differ from its defaults, by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Components of a feature vector.</summary>
    public required int Dimension { get; init; }

    /// <summary>Height of the input, pixels.</summary>
    public int InputHeight { get; init; } = 256;

    /// <summary>Width of the input, pixels.</summary>
    public int InputWidth { get; init; } = 128;

    /// <summary>Mean of the channels R, G, B on the scale 0 to 1, subtracted before the network.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0.485f, 0.456f, 0.406f];

    /// <summary>Standard deviation of the channels R, G, B on the scale 0 to 1, divided by after the mean.</summary>
    public IReadOnlyList<float> Std { get; init; } = [0.229f, 0.224f, 0.225f];

    /// <summary>Filter that resizes pictures to the input: <c>bilinear</c> or <c>bicubic</c>, both antialiased.</summary>
    public string Resize { get; init; } = "bilinear";

    /// <summary>Facts about the training (data sets, epochs, licence, source file); free text by name.</summary>
    public IReadOnlyDictionary<string, string> Training { get; init; } = new Dictionary<string, string>();
}
