namespace ReId.Cli.Commands.Eval;

/// <summary>What was evaluated, for the head of the table and the JSON.</summary>
/// <param name="Protocol">Name of the data set, or <c>features</c>.</param>
/// <param name="Model">Model id; null where the features came from files.</param>
/// <param name="Skipped">Pictures that could not be used.</param>
/// <param name="EmbedTime">Time spent on embedding.</param>
internal sealed record EvaluationSource(string Protocol, string? Model, int Skipped, TimeSpan EmbedTime);
