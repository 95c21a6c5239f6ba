using static TorchSharp.torch;

namespace ReId.Model.Inference;

/// <summary>One call of a <see cref="GraphNetwork"/>; values are numbered as the nodes that give them.</summary>
/// <param name="Output">The value that it gives.</param>
/// <param name="Run">Computes it from the values so far.</param>
/// <param name="LastReadOf">The values that nobody reads after it, except those that it overwrote.</param>
internal sealed record GraphStep(int Output, Func<Tensor[], Tensor> Run, IReadOnlyList<int> LastReadOf);
