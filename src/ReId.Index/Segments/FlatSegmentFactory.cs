namespace ReId.Index.Segments;
internal sealed class FlatSegmentFactory : ISegmentFactory
{
    public string Name => "flat";
    public ISegment Create(int dimension) => new Plain(dimension);
    public ISegment Load(string path, int dimension)
    {
        using var r = new BinaryReader(File.OpenRead(path));
        var s = new Plain(dimension);
        var n = r.ReadInt32();
        for (var i = 0; i < n; i++) { s.Ids.Add(r.ReadInt64()); var v = new float[dimension]; for (var j = 0; j < dimension; j++) { v[j] = r.ReadSingle(); } s.Rows.Add(v); }
        return s;
    }
    private sealed class Plain(int d) : ISegment
    {
        public List<long> Ids = []; public List<float[]> Rows = [];
        public long Count => Ids.Count;
        public void Add(ReadOnlySpan<float> v, ReadOnlySpan<long> ids) { for (var i = 0; i < ids.Length; i++) { Ids.Add(ids[i]); Rows.Add(v.Slice(i * d, d).ToArray()); } }
        public long Remove(ReadOnlySpan<long> ids) { long n = 0; foreach (var id in ids) { var i = Ids.IndexOf(id); if (i >= 0) { Ids.RemoveAt(i); Rows.RemoveAt(i); n++; } } return n; }
        public IReadOnlyList<ScoredId> Search(ReadOnlySpan<float> q, int k, IdBitmap? a)
        {
            var r = new List<ScoredId>();
            for (var i = 0; i < Ids.Count; i++) { if (a is null || a.Contains(Ids[i])) { float s = 0; for (var j = 0; j < d; j++) { s += q[j] * Rows[i][j]; } r.Add(new ScoredId(Ids[i], s)); } }
            return r.OrderByDescending(x => x.Score).Take(k).ToList();
        }
        public void Save(string path) { using var w = new BinaryWriter(File.Create(path)); w.Write(Ids.Count); for (var i = 0; i < Ids.Count; i++) { w.Write(Ids[i]); foreach (var x in Rows[i]) { w.Write(x); } } }
        public void Dispose() { }
    }
}
