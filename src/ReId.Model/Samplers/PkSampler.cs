using ReId.Contracts;

namespace ReId.Model.Samplers;

/// <summary>
/// P identities × K pictures (Hermans, Beyer, Leibe 2017, arXiv:1703.07737). Identities come round by round: each once
/// before any comes again. The K pictures of an identity are drawn without repetition while it has enough; with
/// <c>byCamera</c> they are spread over its cameras as evenly as they allow. FaceNet's batches (Schroff 2015) are the
/// same with up to K pictures.
/// </summary>
internal sealed class PkSampler : IBatchSampler
{
    private readonly int[][] _identities;
    private readonly TrainingLabels _labels;
    private readonly SamplerOptions _options;
    private readonly bool _byCamera;

    /// <exception cref="ReIdException">Fewer identities than P, or no batch could hold a positive pair.</exception>
    public PkSampler(string name, TrainingLabels labels, SamplerOptions options, bool byCamera)
    {
        (Name, _labels, _options, _byCamera) = (name, labels, options, byCamera);
        if (options.Images > 1 && labels.ByIdentity.All(pictures => pictures.Length == 1))
        {
            throw new ReIdException("No identity has two pictures, so no batch holds a positive pair: at least one identity needs two.");
        }

        var enough = options.Scarce == ScarcePolicy.Drop ? options.Images : 1;
        _identities = [.. labels.ByIdentity.Where(pictures => pictures.Length >= enough)];
        if (_identities.Length == 0)
        {
            throw new ReIdException($"No identity has {enough} pictures, and sampler.scarce=drop leaves out those with fewer: lower sampler.images, or set sampler.scarce to repeat.");
        }

        if (_identities.Length < options.Identities)
        {
            throw new ReIdException(
                $"A batch takes {options.Identities} identities, but there are {_identities.Length}{(enough > 1 ? $" with {enough} pictures or more" : "")}: lower sampler.identities{(enough > 1 ? " or sampler.images, or set sampler.scarce to repeat" : "")}.");
        }

        if (byCamera && labels.Cameras.All(camera => camera is null))
        {
            throw new ReIdException($"The sampler {name} spreads pictures over cameras, and the data set knows none: use pk.");
        }
    }

    public string Name { get; }

    public int BatchSize => _options.Identities * _options.Images;

    // As many as show every picture about once, if every identity had the mean number of pictures.
    public int BatchesPerEpoch
    {
        get
        {
            var shown = _options.Scarce == ScarcePolicy.All
                ? _identities.Average(pictures => Math.Min(pictures.Length, _options.Images)) * _options.Identities
                : BatchSize;
            return Math.Max(1, (int)Math.Round(_identities.Sum(pictures => pictures.Length) / shown));
        }
    }

    public IEnumerable<int[]> Epoch(int epoch)
    {
        var random = Draws.Of(_options.Seed, epoch);
        var waiting = new Queue<int>();
        for (var batch = 0; batch < BatchesPerEpoch; batch++)
        {
            yield return [.. Chosen(waiting, random).SelectMany(identity => Pictures(_identities[identity], random))];
        }
    }

    // No identity twice in a batch: where a round ends within it, those that are in already wait for the next round.
    private List<int> Chosen(Queue<int> waiting, Random random)
    {
        var chosen = new List<int>(_options.Identities);
        var postponed = new List<int>();
        while (chosen.Count < _options.Identities)
        {
            if (waiting.Count == 0)
            {
                var round = Enumerable.Range(0, _identities.Length).ToArray();
                random.Shuffle(round);
                Array.ForEach(round, waiting.Enqueue);
            }

            var next = waiting.Dequeue();
            (chosen.Contains(next) ? postponed : chosen).Add(next);
        }

        postponed.ForEach(waiting.Enqueue);
        return chosen;
    }

    private int[] Pictures(int[] all, Random random)
    {
        var order = all.ToArray();
        random.Shuffle(order);
        if (_byCamera)
        {
            // The first of every camera, then the second of every camera, and so on.
            order = [.. order.GroupBy(picture => _labels.Cameras[picture]).SelectMany(group => group.Select((picture, i) => (picture, i)))
                .OrderBy(pair => pair.i).Select(pair => pair.picture)];
        }

        if (order.Length >= _options.Images)
        {
            return order[.._options.Images];
        }

        return _options.Scarce == ScarcePolicy.All
            ? order
            : [.. Enumerable.Range(0, _options.Images).Select(i => order[i % order.Length])];
    }
}
