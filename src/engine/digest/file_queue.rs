//! What the workers that hash files have to do: which job is next, and how much of the files is read.
//!
//! A file is one job. Only where BLAKE3 alone is computed, a large one has a job for each of its subtrees, so that
//! all workers read it at the same time, and a last one that joins them.

use super::subtree::{ChainingValue, SUBTREE_LEN, subtree_count, subtree_start};
use std::collections::VecDeque;
use std::ops::Range;

/// The sizes in bytes of the files that are cut into subtrees: a smaller one is read before further workers have
/// started, a larger one has more subtrees than should be listed.
const CUT: Range<u64> = 32 << 20..1 << 40;

/// What a worker does between two replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileJob {
    /// The index of the file.
    pub file: usize,
    /// What is done with it.
    pub step: Step,
}

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Hash all of it.
    Whole,
    /// Hash its subtree of this index.
    Subtree(u32),
    /// Join the chaining values of its subtrees.
    Join,
}

/// The jobs that wait and those that workers have taken. A worker, given by its index, has one job at a time.
#[derive(Debug, Default)]
pub struct FileQueue {
    files: Vec<QueuedFile>,
    waiting: VecDeque<FileJob>,
    taken: Vec<TakenJob>,
}

#[derive(Debug)]
struct QueuedFile {
    size: u64,
    /// The bytes read by jobs that are done.
    read: u64,
    /// Those of its subtrees; empty where it is not cut.
    values: Vec<Option<ChainingValue>>,
}

#[derive(Debug)]
struct TakenJob {
    worker: usize,
    job: FileJob,
    read: u64,
}

impl FileQueue {
    /// The jobs of files of these sizes, one file after the other; `cuts` is whether large ones are cut.
    #[must_use]
    pub fn new(sizes: &[u64], cuts: bool) -> Self {
        let mut queue = Self::default();
        for (file, &size) in sizes.iter().enumerate() {
            let is_cut = cuts && CUT.contains(&size);
            let subtrees = if is_cut { subtree_count(size) } else { 0 };
            let whole = (!is_cut).then_some(Step::Whole);
            let steps = whole.into_iter().chain((0..subtrees).map(Step::Subtree));
            let jobs = steps.map(|step| FileJob { file, step });
            queue.waiting.extend(jobs);
            queue.files.push(QueuedFile {
                size,
                read: 0,
                values: vec![None; subtrees as usize],
            });
        }
        queue
    }

    /// How many jobs wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Gives the next job to a worker; `None` where none waits.
    pub fn take(&mut self, worker: usize) -> Option<FileJob> {
        let job = self.waiting.pop_front()?;
        let read = 0;
        self.taken.push(TakenJob { worker, job, read });
        Some(job)
    }

    /// Notes how many bytes a worker has read for its job.
    pub fn set_read(&mut self, worker: usize, bytes: u64) {
        let mut taken = self.taken.iter_mut();
        if let Some(taken) = taken.find(|taken| taken.worker == worker) {
            taken.read = bytes;
        }
    }

    /// Leaves the job of a worker that failed to the others.
    pub fn give_back(&mut self, worker: usize) {
        if let Some(job) = self.release(worker) {
            self.waiting.push_front(job);
        }
    }

    /// Keeps the chaining value of the subtree that a worker has hashed. With a file's last one its join is next.
    pub fn keep(&mut self, worker: usize, value: ChainingValue) {
        let Some(FileJob { file, step }) = self.release(worker) else {
            return;
        };
        let (Step::Subtree(index), Some(queued)) = (step, self.files.get_mut(file)) else {
            return;
        };
        if let Some(kept) = queued.values.get_mut(index as usize) {
            *kept = Some(value);
        }
        let rest = queued.size.saturating_sub(subtree_start(index));
        queued.read += rest.min(u64::from(SUBTREE_LEN));
        if queued.values.iter().all(Option::is_some) {
            let step = Step::Join;
            self.waiting.push_front(FileJob { file, step });
        }
    }

    /// The chaining values of a file's subtrees, in order.
    #[must_use]
    pub fn values(&self, file: usize) -> Vec<ChainingValue> {
        let values = self.files.get(file).map(|queued| &queued.values);
        values.into_iter().flatten().copied().flatten().collect()
    }

    /// Ends a file, with a digest or without one: all its jobs go. Returns the workers that had one.
    pub fn end(&mut self, file: usize) -> Vec<usize> {
        self.waiting.retain(|job| job.file != file);
        if let Some(queued) = self.files.get_mut(file) {
            queued.read = queued.size;
        }
        self.taken
            .extract_if(.., |taken| taken.job.file == file)
            .map(|taken| taken.worker)
            .collect()
    }

    /// How many bytes are read; a file that has ended counts as a whole.
    #[must_use]
    pub fn read(&self) -> u64 {
        let files = self.files.iter().map(|queued| queued.read);
        files.chain(self.taken.iter().map(|taken| taken.read)).sum()
    }

    /// Takes its job from a worker.
    fn release(&mut self, worker: usize) -> Option<FileJob> {
        let mut taken = self.taken.iter();
        let place = taken.position(|taken| taken.worker == worker)?;
        Some(self.taken.swap_remove(place).job)
    }
}

#[cfg(test)]
mod tests {
    use super::{FileJob, FileQueue, Step};

    const MIB: u64 = 1 << 20;

    /// Takes all jobs, each for a worker of its own, counted from 0.
    fn all_taken(queue: &mut FileQueue) -> Vec<FileJob> {
        (0..).map_while(|worker| queue.take(worker)).collect()
    }

    fn job(file: usize, step: Step) -> FileJob {
        FileJob { file, step }
    }

    #[test]
    fn only_large_files_are_cut_and_only_where_the_algorithm_allows_it() {
        let sizes = [0, 32 * MIB - 1, 32 * MIB, 1 << 50];
        let whole: Vec<_> = (0..4).map(|file| job(file, Step::Whole)).collect();
        assert_eq!(all_taken(&mut FileQueue::new(&sizes, false)), whole);
        let mut cut = whole.clone();
        cut.splice(2..3, (0..4).map(|index| job(2, Step::Subtree(index))));
        assert_eq!(all_taken(&mut FileQueue::new(&sizes, true)), cut);
    }

    #[test]
    fn the_values_are_joined_in_order_once_the_last_one_is_there() {
        let size = 40 * MIB + 1;
        let mut queue = FileQueue::new(&[size], true);
        assert_eq!(all_taken(&mut queue).len(), 6);
        for worker in (0..6_u8).rev() {
            assert_eq!(queue.waiting(), 0);
            queue.keep(usize::from(worker), [worker; 32]);
        }
        assert_eq!(queue.read(), size);
        assert_eq!(queue.take(3), Some(job(0, Step::Join)));
        assert_eq!(
            queue.values(0),
            [0_u8, 1, 2, 3, 4, 5].map(|byte| [byte; 32])
        );
        assert_eq!(queue.end(0), [3]);
        assert_eq!((queue.take(3), queue.read()), (None, size));
    }

    #[test]
    fn the_job_of_a_worker_that_failed_is_next_and_is_read_again() {
        let mut queue = FileQueue::new(&[48 * MIB], true);
        let first = queue.take(0);
        queue.take(1);
        queue.set_read(0, 3 * MIB);
        queue.set_read(1, 2 * MIB);
        assert_eq!(queue.read(), 5 * MIB);
        queue.give_back(0);
        assert_eq!(queue.read(), 2 * MIB);
        assert_eq!(queue.take(2), first);
    }

    #[test]
    fn a_file_that_ends_takes_its_jobs_with_it_and_no_others() {
        let mut queue = FileQueue::new(&[64 * MIB, 5], true);
        for worker in 0..3 {
            queue.take(worker);
        }
        queue.keep(1, [1; 32]);
        queue.set_read(2, MIB);
        assert_eq!(queue.end(0), [0, 2]);
        assert_eq!(queue.read(), 64 * MIB);
        assert_eq!(queue.take(2), Some(job(1, Step::Whole)));
        assert_eq!(queue.waiting(), 0);
        // What comes too late changes nothing.
        queue.keep(0, [0; 32]);
        queue.give_back(0);
        assert_eq!((queue.waiting(), queue.read()), (0, 64 * MIB));
    }
}
