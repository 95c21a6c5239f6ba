namespace ReId.Model.Golden;

/// <summary>
/// Recomputes the golden cases of one kind with the program's own code. Adding one: implement this, and a line in
/// <see cref="GoldenChecks"/>.
/// </summary>
internal interface IGoldenCheck
{
    /// <summary>The group of the cases, e.g. <c>eval</c>.</summary>
    string Group { get; }

    /// <summary>True for the cases of the group that it recomputes.</summary>
    bool Handles(string name);

    /// <summary>Recomputes one case.</summary>
    /// <param name="golden">Inputs and expected numbers.</param>
    /// <param name="comparison">Gets every number with its expected value.</param>
    /// <param name="options">Where weights are.</param>
    /// <returns>Why it cannot be recomputed here; null when it was.</returns>
    string? Run(GoldenCase golden, GoldenComparison comparison, GoldenCheckOptions options);
}
