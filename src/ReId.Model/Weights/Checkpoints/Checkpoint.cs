namespace ReId.Model.Weights.Checkpoints;

/// <summary>A state dict of a file whose tensors are copied out one at a time, only when they are wanted.</summary>
internal sealed class Checkpoint
{
    /// <summary>Keys in the file's order, without a <c>module.</c> prefix.</summary>
    public required IReadOnlyList<CheckpointEntry> Entries { get; init; }

    /// <summary>Which of the supported containers the file is: for the training facts.</summary>
    public required string Format { get; init; }
}

/// <summary>One tensor of a checkpoint.</summary>
/// <param name="Name">State-dict key.</param>
/// <param name="Shape">Its shape as the file claims it.</param>
/// <param name="Type">Element type.</param>
/// <param name="Read">Copies its bytes out, C order; throws <see cref="WeightsFormatException"/> on a lie.</param>
internal sealed record CheckpointEntry(string Name, long[] Shape, TensorType Type, Func<byte[]> Read);
