namespace ReId.Model.Golden;

/// <summary>What came of a golden file.</summary>
public enum GoldenVerdict
{
    /// <summary>Every number is within its tolerance.</summary>
    Ok,

    /// <summary>A number is not.</summary>
    Out,

    /// <summary>It needs something that is not here; it counts neither way.</summary>
    Skipped,

    /// <summary>It cannot be read or nothing here computes it: as bad as out.</summary>
    Failed,
}

/// <summary>The result of checking one golden file.</summary>
/// <param name="Title"><c>group/name/case</c>, or the path where the file is unreadable.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Error">The error that uses up most of its tolerance.</param>
/// <param name="Tolerance">That tolerance.</param>
/// <param name="Remark">What the error is about, or why there is none.</param>
public sealed record GoldenOutcome(string Title, GoldenVerdict Verdict, double Error, double Tolerance, string Remark);
