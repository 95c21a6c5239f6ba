namespace ReId.Index.Doctor;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Area"><c>database</c>, <c>pictures</c>, <c>index</c>, <c>ledger</c> or <c>directory</c>.</param>
/// <param name="Text">One sentence: what is wrong, what to do.</param>
/// <param name="Repaired">It was put right.</param>
public sealed record DoctorFinding(string Area, string Text, bool Repaired = false);

/// <summary>What a look at a gallery found.</summary>
public sealed record DoctorReport
{
    /// <summary>What is or was wrong.</summary>
    public required IReadOnlyList<DoctorFinding> Findings { get; init; }

    /// <summary>Crops whose rows were read.</summary>
    public long Crops { get; init; }

    /// <summary>Vectors that were read.</summary>
    public long Vectors { get; init; }

    /// <summary>Pictures that were read and are as they were stored.</summary>
    public long Pictures { get; init; }

    /// <summary>Pictures that are there, but of which no checksum is known.</summary>
    public long PicturesUnknown { get; init; }

    /// <summary>Files of the index that were read.</summary>
    public int IndexFiles { get; init; }

    /// <summary>What cannot be looked at from here; a sentence each.</summary>
    public IReadOnlyList<string> NotChecked { get; init; } = [];

    /// <summary>Whether the rows could be read and are as they were stored; else nothing was held against them.</summary>
    internal bool DatabaseSound { get; init; } = true;

    /// <summary>Nothing is wrong any more.</summary>
    public bool Sound => Findings.All(finding => finding.Repaired);
}
