namespace ReId.Search.Endpoints.Models;

/// <summary>A change that is asked for.</summary>
/// <param name="Weights">Name of a file in the server's folder of models.</param>
public sealed record ModelChangeBody(string? Weights);

/// <summary>How far a change of model is.</summary>
/// <param name="Served">Id of the model that searches use.</param>
/// <param name="Next">The model whose vectors are being made; null where there is none.</param>
/// <param name="Paused">Whether that rests.</param>
/// <param name="SwitchWhenComplete">Whether it is served by itself once complete.</param>
/// <param name="Previous">The model that one can go back to; null where there is none.</param>
public sealed record ModelChangeView(
    string Served, ModelProgressView? Next, bool Paused, bool SwitchWhenComplete, ModelProgressView? Previous);

/// <summary>How complete a model is.</summary>
/// <param name="ModelId">Its id.</param>
/// <param name="Missing">Crops that lack a vector and can have one.</param>
/// <param name="Unusable">Crops whose picture cannot be embedded.</param>
public sealed record ModelProgressView(string ModelId, long Missing, int Unusable);
