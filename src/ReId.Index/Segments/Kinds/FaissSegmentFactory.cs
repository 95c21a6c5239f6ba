using ReId.Bindings.Faiss;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Kinds;

/// <summary>What the kinds that FAISS indexes have in common: decoding, training, adding, measuring, reading.</summary>
internal abstract class FaissSegmentFactory : ISegmentFactory
{
    private const int AddBatch = 4096;

    public abstract string Name { get; }

    /// <summary>Below this an index gains nothing over comparing with every row.</summary>
    protected virtual int FewestRows => 5_000;

    /// <summary>What FAISS calls the whole, as <see cref="FaissIndex.Kind"/> says it.</summary>
    protected abstract string Kind { get; }

    public ISegmentFactory For(int rows) => rows < FewestRows ? FlatSegmentFactory.Instance : this;

    public ISegmentIndex? Build(HalfRows rows, int count, CancellationToken cancellationToken)
    {
        // 1. Train on a sample, 2. add in pieces, 3. find out what effort finds enough.
        var index = FaissIndex.Create(rows.Dimension, Description(rows.Dimension, count));
        try
        {
            if (!index.IsTrained)
            {
                cancellationToken.ThrowIfCancellationRequested();
                index.Train(Sample(rows, count, TrainingRows(count)));
            }

            var batch = new float[(long)Math.Min(AddBatch, count) * rows.Dimension];
            for (var row = 0; row < count; row += AddBatch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var size = Math.Min(AddBatch, count - row);
                for (var i = 0; i < size; i++)
                {
                    rows.Decode(row + i, batch.AsSpan(i * rows.Dimension, rows.Dimension));
                }

                index.Add(batch.AsSpan(0, size * rows.Dimension));
            }

            var built = new FaissSegmentIndex(index, null);
            if (SegmentTuner.Measure(built.Candidates, rows, count, depth => Ladder(count, depth), cancellationToken) is { } plan)
            {
                return new FaissSegmentIndex(index, plan);
            }

            index.Dispose();
            return null;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    public ISegmentIndex Load(string path, HalfRows rows, int count, SearchPlan? plan)
    {
        if (plan is null)
        {
            throw new InvalidDataException("it has no plan");
        }

        FaissIndex index;
        try
        {
            // Lists of an inverted file stay in the file; other kinds are read whole.
            index = FaissIndex.Read(path, new FaissReadOptions { MemoryMap = true });
        }
        catch (FaissException failure)
        {
            throw new InvalidDataException(failure.Message, failure);
        }

        if (index.Dimension != rows.Dimension || index.Metric != FaissMetric.InnerProduct
            || index.Kind != Kind || index.Count != count)
        {
            var found = $"{index.Count} vectors in {index.Kind} of dimension {index.Dimension}";
            index.Dispose();
            throw new InvalidDataException($"it holds {found} instead of {count} in {Kind} of dimension {rows.Dimension}");
        }

        return new FaissSegmentIndex(index, plan);
    }

    /// <summary>FAISS's factory string.</summary>
    protected abstract string Description(int dimension, int count);

    /// <summary>Rows to train with.</summary>
    protected virtual int TrainingRows(int count) => count;

    /// <summary>Efforts for a depth, by rising cost; they end where comparing with every row is cheaper.</summary>
    protected abstract IEnumerable<Effort> Ladder(int count, int depth);

    private static float[] Sample(HalfRows rows, int count, int wanted)
    {
        // Spread evenly: neighbours in time show the same people.
        wanted = Math.Min(wanted, count);
        var sample = new float[(long)wanted * rows.Dimension];
        for (var i = 0; i < wanted; i++)
        {
            rows.Decode((int)((long)i * count / wanted), sample.AsSpan(i * rows.Dimension, rows.Dimension));
        }

        return sample;
    }
}
