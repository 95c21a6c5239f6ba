using ReId.Model.Inference.Engines;

namespace ReId.Model.Embedding;

/// <summary>Which model embeds, and where.</summary>
public sealed record EmbedderOptions
{
    /// <summary>What <see cref="Engine"/> may be; the first leaves the choice to the program.</summary>
    public static IReadOnlyList<string> Engines => InferenceEngines.Default.Names;

    /// <summary>
    /// A name of <see cref="BuiltInWeights"/> or the path of a <c>.safetensors</c> or <c>.onnx</c> model; behind a network's
    /// may stand <c>+colour</c>.
    /// </summary>
    public required string Weights { get; init; }

    /// <summary>Whether nobody chose them, so that a gallery that was made with others goes on with those.</summary>
    public bool ByDefault { get; init; }

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; descriptors without weights always run on the CPU.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>
    /// What runs the network: <c>auto</c> (ONNX Runtime on CPUs where it is there, else libtorch), <c>onnx</c> or
    /// <c>torch</c>. Both give the same vectors.
    /// </summary>
    public string Engine { get; init; } = InferenceEngines.Auto;

    /// <summary>Told, as whole sentences and while opening, what the user should know: what was assumed, who serves instead.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Threads for decoding and for the network; 0 means one per core.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Average the features of a picture and its mirror image: twice the work, a little more accuracy. Both are scaled to
    /// length 1 before, so that they count the same; where raw features are asked for, these are averaged as they are.
    /// </summary>
    public bool FlipAverage { get; init; }

    /// <summary>Pictures per forward pass, 1 to 1024.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary><see cref="Threads"/> with 0 resolved.</summary>
    public int EffectiveThreads => Threads > 0 ? Threads : Environment.ProcessorCount;
}
