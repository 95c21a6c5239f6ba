using ReId.Model.Embedding.Colour;

namespace ReId.Model.Embedding;

/// <summary>Values of <c>--weights</c> that come with the program.</summary>
public static class BuiltInWeights
{
    /// <summary>The colour descriptor, which needs no weights.</summary>
    public const string Colour = ColourLayout.Name;

    /// <summary>The network that was trained on rendered people.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>Its model file, which lies beside the program.</summary>
    internal static string SyntheticFile => Path.Combine(AppContext.BaseDirectory, "models", "osnet_ain_x0_25_synthetic.safetensors");
}
