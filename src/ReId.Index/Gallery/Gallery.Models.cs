using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.ModelChange;
using ReId.Index.Storage;

namespace ReId.Index;

/// <content>Vectors of another model for the crops that are there.</content>
public sealed partial class Gallery
{
    /// <summary>Crops that have no vector of a model, by id.</summary>
    /// <param name="modelId">The model; an unknown one lacks all.</param>
    /// <param name="after">Only crops with a greater id; <see cref="Guid.Empty"/> for all.</param>
    /// <param name="limit">The most crops.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public Task<IReadOnlyList<Guid>> MissingAsync(string modelId, Guid after, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync<IReadOnlyList<Guid>>(async () =>
        {
            await using var context = _database.CreateContext();
            return await MissingVectors.Of(context, modelId).Where(crop => crop.Id.CompareTo(after) > 0)
                .OrderBy(crop => crop.Id).Select(crop => crop.Id).Take(limit).ToListAsync(cancellationToken);
        });
    }

    /// <summary>
    /// Stores vectors of a model for crops that are there; durable and searchable when it returns. A crop that was
    /// removed is left out, and so is one that has a vector of the model already.
    /// </summary>
    /// <param name="modelId">The model.</param>
    /// <param name="vectors">By crop; of the model's dimension, any length above zero.</param>
    /// <param name="cancellationToken">Cancels up to the commit.</param>
    /// <returns>Number of vectors stored.</returns>
    /// <exception cref="ReIdException">A vector has the wrong dimension, is zero or not finite; nothing is stored.</exception>
    public Task<int> AddVectorsAsync(
        string modelId, IReadOnlyDictionary<Guid, ReadOnlyMemory<float>> vectors, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        ArgumentNullException.ThrowIfNull(vectors);
        var dimension = _names.Model(modelId)?.Dimension ?? vectors.Values.Select(vector => vector.Length).FirstOrDefault();
        var units = vectors.ToDictionary(vector => vector.Key, vector => Unit(vector.Key, vector.Value.Span, dimension));
        return WriteAsync(
            async () =>
            {
                var committed = await new VectorWriter(_database, _names).AddAsync(modelId, units, cancellationToken);
                await Vectors.AddAsync(committed);
                return committed.Count;
            },
            cancellationToken);
    }

    private static float[] Unit(Guid crop, ReadOnlySpan<float> vector, int dimension)
    {
        if (vector.Length != dimension)
        {
            throw new ReIdException($"The vector of crop {crop} has {vector.Length} components, but the model's have {dimension}.");
        }

        return HalfVector.Normalise(vector, out var problem)
            ?? throw new ReIdException($"The vector of crop {crop} is useless: {problem}.");
    }
}
