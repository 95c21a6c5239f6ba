namespace ReId.Model.Training.Runs;

/// <summary>Where the time of the steps goes, as shares that add up to 1 (0 before the first step).</summary>
/// <param name="Data">Waiting for batches.</param>
/// <param name="Network">Forward and backward pass.</param>
/// <param name="Loss">Losses, miners and their counts, forward.</param>
/// <param name="Optimizer">Clipping, the step, the moving average.</param>
public readonly record struct TimeShares(double Data, double Network, double Loss, double Optimizer);
