namespace ReId.Model.Training.Runs;

/// <summary>What a run came to.</summary>
/// <param name="Steps">Steps of the optimiser, those before a resumption included.</param>
/// <param name="Complete">False when it was cancelled; a checkpoint lies in the folder.</param>
/// <param name="BestScore">Best score of the evaluations; null without any.</param>
/// <param name="Model">The model file to use: the best, or the last where nothing was evaluated; null when cancelled before.</param>
/// <param name="Shares">Shares of the time that waiting for data, the network, losses and miners, and the optimiser took.</param>
public sealed record TrainingResult(int Steps, bool Complete, double? BestScore, string? Model, TimeShares Shares);
