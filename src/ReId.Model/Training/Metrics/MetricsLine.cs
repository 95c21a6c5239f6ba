using System.Text.Json.Serialization;

namespace ReId.Model.Training.Metrics;

/// <summary>
/// A line of the metrics log. Its JSON has <c>type</c> (<c>step</c>, <c>evaluation</c> or <c>note</c>) and the
/// properties in camelCase; numbers that are not finite are the strings <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StepMetrics), "step")]
[JsonDerivedType(typeof(EvaluationMetrics), "evaluation")]
[JsonDerivedType(typeof(NoteMetrics), "note")]
public abstract record MetricsLine
{
    /// <summary>Steps of the optimiser done when it was written, over all stages; the first step is 1.</summary>
    public required int Step { get; init; }
}
