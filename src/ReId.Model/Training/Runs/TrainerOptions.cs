using ReId.Model.Training.Precision;

namespace ReId.Model.Training.Runs;

/// <summary>Where and how a recipe is run; nothing of it changes what is computed, but for the device's arithmetic.</summary>
public sealed record TrainerOptions
{
    /// <summary>Where its files go.</summary>
    public required RunFolder Folder { get; init; }

    /// <summary>Go on from the checkpoint in the folder.</summary>
    public bool Resume { get; init; }

    /// <summary><c>cpu</c> (default), <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Threads of one operator; 0 (default) for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>What the processor can do; null (default) for what this one can. Tests run a precision that it has no instructions for.</summary>
    internal ProcessorFeatures? Processor { get; init; }

    /// <summary>Longest time between two checkpoints within an epoch; there is one after every epoch too. Default 10 minutes.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(10);
}
