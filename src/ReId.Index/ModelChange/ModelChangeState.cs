namespace ReId.Index.ModelChange;

/// <summary>A model and the file it is opened from.</summary>
/// <param name="ModelId">Content-derived id.</param>
/// <param name="Weights">The file's full path, or the name of built-in weights.</param>
public sealed record ModelFile(string ModelId, string Weights);

/// <summary>How far a gallery is on its way from one model to another. One row of the database, so it changes in one step.</summary>
public sealed record ModelChangeState
{
    /// <summary>The model that searches use; null for the one that the server is started with: nothing was ever changed.</summary>
    public ModelFile? Served { get; init; }

    /// <summary>The model whose vectors are being made; null when there is none.</summary>
    public ModelFile? Next { get; init; }

    /// <summary>The model that was served before, kept complete so that one can go back; null when there is none.</summary>
    public ModelFile? Previous { get; init; }

    /// <summary>Whether the making of vectors rests.</summary>
    public bool Paused { get; init; }

    /// <summary>Whether the server switches by itself once <see cref="Next"/> has all vectors.</summary>
    public bool SwitchWhenComplete { get; init; }
}
