using ReId.Contracts;
using ReId.Index.ModelChange;

namespace ReId.Search.Models;

/// <summary>
/// The models that are open, and which of them searches use. A request takes <see cref="Current"/> once and keeps it,
/// so that one answer never mixes two; a model that is served no more stays open until the end for whoever has it still.
/// </summary>
public sealed class ServedModels : IDisposable
{
    private readonly Func<string, ServedModel> _open;
    private readonly Dictionary<string, ServedModel> _models = [];
    private readonly ServedModel _first;
    private ServedModel _current;

    /// <param name="current">The model to begin with; whoever opened it disposes it.</param>
    /// <param name="open">Opens a model file; disposed here.</param>
    public ServedModels(ServedModel current, Func<string, ServedModel> open)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(open);
        (_first, _current, _open) = (current, current, open);
        _models[current.Id] = current;
    }

    /// <summary>What searches use.</summary>
    public ServedModel Current => Volatile.Read(ref _current);

    /// <summary>Opens a model, once.</summary>
    /// <param name="weights">Its file.</param>
    /// <exception cref="ReIdException">The file cannot be used; says why.</exception>
    public ServedModel Open(string weights)
    {
        lock (_models)
        {
            var opened = _open(weights);
            if (_models.TryAdd(opened.Id, opened))
            {
                return opened;
            }

            opened.Embedder.Dispose();
            return _models[opened.Id];
        }
    }

    /// <summary>Opens a model by its id; its file must still hold that very model.</summary>
    /// <param name="file">The model.</param>
    /// <exception cref="ReIdException">The file is gone, or another model's now.</exception>
    public ServedModel Open(ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        lock (_models)
        {
            if (_models.TryGetValue(file.ModelId, out var known))
            {
                return known;
            }
        }

        var opened = Open(file.Weights);
        return opened.Id == file.ModelId
            ? opened
            : throw new ReIdException($"{file.Weights} holds the model {opened.Id} now, but the gallery's vectors are of {file.ModelId}: put that file back.");
    }

    /// <summary>From here on searches use this model.</summary>
    /// <param name="model">One that is open here.</param>
    public void Serve(ServedModel model) => Volatile.Write(ref _current, model);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _models.Values.Where(model => model != _first))
        {
            model.Embedder.Dispose();
        }
    }
}
