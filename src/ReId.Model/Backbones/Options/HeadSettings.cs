using ReId.Contracts;

namespace ReId.Model.Backbones.Options;

/// <summary>What follows the last feature map: pooling, embedding, neck and normalisation.</summary>
internal sealed record HeadSettings
{
    /// <summary>Components of the embedding, or null for the pooled features themselves.</summary>
    public required int? Dimension { get; init; }

    /// <summary>Whether batch normalisation and ReLU follow the embedding's linear layer, as in torchreid.</summary>
    public required bool Activated { get; init; }

    /// <summary>Whether features are pooled by the generalised mean instead of the mean.</summary>
    public required bool GeneralisedMean { get; init; }

    /// <summary>Whether a BNNeck follows (Luo et al., "Bag of Tricks", 2019).</summary>
    public required bool Neck { get; init; }

    /// <summary>Whether the feature is taken before the neck instead of after it.</summary>
    public required bool BeforeNeck { get; init; }

    /// <summary>Whether the feature has length 1.</summary>
    public required bool Normalise { get; init; }

    /// <summary>The options of every backbone, with the defaults of one.</summary>
    /// <param name="height">Height of the input.</param>
    /// <param name="width">Width of the input.</param>
    /// <param name="dimension">Components of the embedding, or null for the pooled features.</param>
    /// <param name="linear">Whether the embedding is the linear layer alone.</param>
    /// <param name="normalise">Whether the feature has length 1.</param>
    public static IReadOnlyList<BackboneOption> Options(int height, int width, int? dimension, bool linear = false, bool normalise = false) =>
    [
        BackboneOption.Size("input", "size that pictures are resized to", height, width, 2048),
        BackboneOption.NumberOrNone("dim", "components of the embedding; none gives the pooled features", dimension, 8192),
        BackboneOption.Choice(
            "head", "layers of the embedding: linear, batch norm and ReLU (fc), or linear alone", linear ? ["linear", "fc"] : ["fc", "linear"]),
        BackboneOption.Choice("neck", "batch norm after the embedding (BNNeck)", BackboneOption.None, "bnneck"),
        BackboneOption.Choice("feature", "side of the neck that the feature is taken from", "after", "before"),
        BackboneOption.Choice("l2", "features of length 1", normalise ? ["on", "off"] : ["off", "on"]),
    ];

    /// <summary>How features are pooled, for the backbones that pool.</summary>
    public static BackboneOption Pool { get; } =
        BackboneOption.Choice("pool", "pooling of the last map: mean (avg) or generalised mean (gem)", "avg", "gem");

    /// <summary>Reads the values.</summary>
    /// <exception cref="ReIdException">Two of them contradict each other.</exception>
    public static HeadSettings Of(BackboneSettings settings)
    {
        var head = new HeadSettings
        {
            Dimension = settings.Number("dim"),
            Activated = settings["head"] == "fc",
            GeneralisedMean = settings.Options.Contains(Pool) && settings["pool"] == "gem",
            Neck = settings["neck"] == "bnneck",
            BeforeNeck = settings["feature"] == "before",
            Normalise = settings["l2"] == "on",
        };
        if (head is { BeforeNeck: true, Neck: false })
        {
            throw new ReIdException("feature=before is a side of the neck, and there is none: add neck=bnneck or leave it out.");
        }

        return settings.Chosen.ContainsKey("head") && head.Dimension is null
            ? throw new ReIdException("head chooses the layers of the embedding, and there is none: add dim=512 or leave it out.")
            : head;
    }
}
