namespace ReId.Model.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Stage">What is being done: <c>embedding</c>, <c>finding neighbours</c>, <c>ranking</c>.</param>
/// <param name="Done">Pictures finished in this stage.</param>
/// <param name="Total">Pictures of this stage.</param>
/// <param name="Elapsed">Since the stage began.</param>
public readonly record struct EvaluationProgress(string Stage, int Done, int Total, TimeSpan Elapsed);
