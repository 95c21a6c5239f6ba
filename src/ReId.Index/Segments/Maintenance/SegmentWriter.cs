using ReId.Index.Segments.Cache;
using ReId.Index.Segments.Kinds;
using ReId.Index.Segments.Rows;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Segments.Maintenance;

/// <summary>Writes the rows of some segments that were not removed as one new sealed segment.</summary>
internal sealed class SegmentWriter(ModelInfo model, SegmentStore store, ISegmentFactory wanted)
{
    /// <summary>The new segment, which no manifest names yet; null when nothing is left.</summary>
    public Segment? Write(MergeJob job, CancellationToken cancellationToken)
    {
        // 1. Only an index is missing: the vectors stay where they are.
        if (job is { Inputs: [{ Entry: not null, Table.Deletions: 0 } input], Indexed: true })
        {
            return Indexed(input, input.Table.Count, cancellationToken);
        }

        // 2. The vectors that are left, in a file of their own.
        var (table, rows) = Survivors(job.Inputs);
        if (rows.Count == 0)
        {
            return null;
        }

        var sequences = table.Sequences[..table.Count];
        var file = store.Write("vectors", path =>
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
            VectorFile.Write(stream, sequences, rows, cancellationToken);
        });
        var entry = new SegmentEntry
        {
            Model = model.Name,
            Dimension = model.Dimension,
            Kind = FlatSegmentFactory.Instance.Name,
            Count = rows.Count,
            FirstSequence = sequences[0],
            LastSequence = sequences[^1],
            Vectors = file,
        };
        var mapped = VectorFile.Map(store.PathOf(file.File), model.Dimension, rows.Count).Rows;
        var flat = new Segment(table, mapped, entry: entry);
        if (!job.Indexed)
        {
            return flat;
        }

        // 3. The index over them.
        try
        {
            return Indexed(flat, rows.Count, cancellationToken);
        }
        finally
        {
            flat.Release();
        }
    }

    private Segment Indexed(Segment flat, int count, CancellationToken cancellationToken)
    {
        var factory = wanted.For(count);
        var entry = flat.Entry! with
        {
            Kind = FlatSegmentFactory.Instance.Name,
            Wanted = factory.Name,
            Index = null,
            Plan = null,
        };
        using var built = factory.Build(flat.Vectors, count, cancellationToken);
        if (built is null)
        {
            return flat.With(null, entry);
        }

        var file = store.Write(factory.Name, built.Save);
        entry = entry with { Kind = factory.Name, Index = file, Plan = built.Plan };
        return flat.With(factory.Load(store.PathOf(file.File), flat.Vectors, count, built.Plan), entry);
    }

    private static (RowTable Table, List<(HalfRows Rows, int Row)> Rows) Survivors(IReadOnlyList<Segment> inputs)
    {
        var table = new RowTable(inputs.Sum(input => input.Table.Count));
        var rows = new List<(HalfRows, int)>(table.Capacity);
        foreach (var input in inputs)
        {
            for (var row = 0; row < input.Table.Count; row++)
            {
                if (!input.Table.IsDeleted(row))
                {
                    table.Append(input.Table.Record(row));
                    rows.Add((input.Vectors, row));
                }
            }
        }

        return (table, rows);
    }
}
