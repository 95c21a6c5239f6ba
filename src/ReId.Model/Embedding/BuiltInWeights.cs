using ReId.Model.Embedding.Colour;

namespace ReId.Model.Embedding;

/// <summary>Values of <c>--weights</c> that come with the program.</summary>
public static class BuiltInWeights
{
    /// <summary>The colour descriptor, which needs no weights.</summary>
    public const string Colour = ColourLayout.Name;

    /// <summary>The network that was trained on rendered people.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>What stands behind the name of a network where colour is joined to it.</summary>
    public const string WithColour = "+" + Colour;

    /// <summary>What embeds when nobody chooses.</summary>
    public const string Default = Synthetic + WithColour;

    /// <summary>What embedded when nobody chose in former versions: galleries that were made so go on with it.</summary>
    public static IReadOnlyList<string> FormerDefaults { get; } = [Colour];

    /// <summary>The same weights for a reader in another folder: the path of a file is made whole, a name stays.</summary>
    /// <param name="weights">What was given as <c>--weights</c>.</param>
    public static string Rooted(string weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return File.Exists(weights) || File.Exists(NetworkOf(weights)) ? Path.GetFullPath(weights) : weights;
    }

    /// <summary>What stands before <see cref="WithColour"/>; null where that stands nowhere, or in the name of a file.</summary>
    /// <param name="weights">What was given as <c>--weights</c>.</param>
    internal static string? NetworkOf(string weights) =>
        weights.EndsWith(WithColour, StringComparison.Ordinal) && !File.Exists(weights) ? weights[..^WithColour.Length] : null;

    /// <summary>The model file of <see cref="Synthetic"/>, which lies beside the program.</summary>
    internal static string SyntheticFile => Path.Combine(AppContext.BaseDirectory, "models", "osnet_ain_x0_25_synthetic.safetensors");
}
