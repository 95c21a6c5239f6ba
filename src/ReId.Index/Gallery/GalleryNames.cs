using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Segments;

namespace ReId.Index;

/// <summary>Cameras and models of the database, kept in memory: there are few and they never change.</summary>
internal sealed class GalleryNames
{
    private readonly ConcurrentDictionary<string, int> _cameras = new();
    private readonly ConcurrentDictionary<string, ModelInfo> _models = new();

    public ICollection<ModelInfo> Models => _models.Values;

    public int? Camera(string name) => _cameras.TryGetValue(name, out var id) ? id : null;

    public ModelInfo? Model(string name) => _models.GetValueOrDefault(name);

    public void Add(CameraRow camera) => _cameras[camera.Name] = camera.Id;

    public ModelInfo Add(ModelRow model) => _models[model.Name] = new ModelInfo(model.Id, model.Name, model.Dimension);

    public async Task LoadAsync(GalleryDbContext context, CancellationToken cancellationToken)
    {
        foreach (var camera in await context.Cameras.AsNoTracking().ToListAsync(cancellationToken))
        {
            Add(camera);
        }

        foreach (var model in await context.Models.AsNoTracking().ToListAsync(cancellationToken))
        {
            Add(model);
        }
    }
}
